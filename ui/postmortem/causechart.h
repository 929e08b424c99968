#pragma once

#include "models/services/postmortemfigures.h"

#include <QWidget>

namespace tocsin {

/** Incidents by kind of root cause, a bar each; those that came back say so in words. */
class CauseChart : public QWidget
{
    Q_OBJECT

public:
    explicit CauseChart(QWidget *parent = nullptr);

    void setCauses(const QList<CauseFigure> &causes);
    /** What a screen reader hears. */
    [[nodiscard]] QString spokenText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QList<CauseFigure> m_causes;
};

} // namespace tocsin
