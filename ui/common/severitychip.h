#pragma once

#include "ui/common/chippaint.h"

#include <QWidget>

namespace tocsin {

/** Severity by bars, word and colour together; none is "Not assessed" (P4). */
class SeverityChip : public QWidget
{
    Q_OBJECT

public:
    explicit SeverityChip(QWidget *parent = nullptr);

    void setSeverity(std::optional<Severity> severity, bool provisional = false);
    [[nodiscard]] std::optional<Severity> severity() const { return m_severity; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Severity> m_severity;
    bool m_provisional = false;
};

} // namespace tocsin
