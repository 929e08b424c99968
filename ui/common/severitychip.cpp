#include "ui/common/severitychip.h"

#include "ui/common/accessibleroles.h"

#include <QPainter>

namespace tocsin {

SeverityChip::SeverityChip(QWidget *parent)
    : QWidget(parent)
{
    useAccessibleRoles();
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setSeverity(std::nullopt);
}

void SeverityChip::setSeverity(std::optional<Severity> severity, bool provisional)
{
    m_severity = severity;
    m_provisional = provisional;
    setAccessibleName(tr("Severity: %1").arg(severityChipText(severity, provisional)));
    updateGeometry();
    update();
}

QSize SeverityChip::sizeHint() const
{
    return severityChipSize(m_severity, m_provisional);
}

void SeverityChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSeverityChip(painter, {0, (height() - kChipHeight) / 2}, m_severity, m_provisional);
}

} // namespace tocsin
