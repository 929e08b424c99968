#pragma once

#include "ui/common/label.h"

#include <QStringList>

namespace tocsin {

/** One line that gives way: cut with an ellipsis where there is no room, the whole text as tooltip then. */
class ElidedLabel : public Label
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, TextStyle style = TextStyle::Body, QWidget *parent = nullptr);

    void setElideMode(Qt::TextElideMode mode);
    /** What it says where the whole has no room, the longest first. */
    void setShorter(const QStringList &shorter);
    /** So much of the text keeps its room when others want it. */
    void setFirmWidth(int width);
    [[nodiscard]] bool isElided() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QString shownText(int room) const;

    Qt::TextElideMode m_mode = Qt::ElideRight;
    QStringList m_shorter;
    int m_firmWidth = 0;
};

} // namespace tocsin
