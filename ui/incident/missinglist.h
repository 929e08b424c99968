#pragma once

#include "models/domain/gates.h"
#include "ui/theme/icons.h"

#include <QWidget>

class QBoxLayout;
class QVBoxLayout;

namespace tocsin {

/** What keeps an incident from being closed, each with a way to where it is mended (P1.7). */
class MissingList : public QWidget
{
    Q_OBJECT

public:
    explicit MissingList(QWidget *parent = nullptr);

    void setMissing(const QList<Missing> &missing);
    /** Narrow counts: the ways then stand below their lines. */
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void jump(const tocsin::Missing &missing);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *addLine(const QString &iconName, Ink ink, const QString &text);
    /** Each way beside its line, or below it where the line would be squeezed. */
    void arrange();

    QVBoxLayout *m_layout;
    QList<QBoxLayout *> m_lines; ///< text and way
    QList<Missing> m_shown;
};

} // namespace tocsin
