#include "ui/incident/takeoutpanel.h"

#include "ui/common/formrow.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TakeOutPanel::TakeOutPanel(const UiContext &ui, const IncidentDetails &details, const ScopeRow &row, QWidget *parent)
    : ActPanel(ui, u"act/take-out-%1"_s.arg(row.subscription.value), details, parent)
    , m_row(row)
{
    setTexts(
        tr("Take a subscription out"),
        tr("%1 · %2 counts as not affected: it would not be told, and no clock would start for it. The row stays in "
           "sight as taken out.")
            .arg(row.customerName, row.subscriptionName),
        tr("It stands in the timeline with your reason."));
    setPrimary(tr("Take it out"));
    addText(tr("&Why it is not affected"), m_reason, u"reason"_s, u"reason"_s);
    finish();
}

QString TakeOutPanel::whyDisabled() const
{
    if (incident().isDeclared())
        return tr(
            "After the declaration, taking a customer out is legal's decision: withdraw its duty on the Overview.");
    return whyNoRight(Right::SetScope, incident(), context());
}

void TakeOutPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say why this customer is not affected."), {}, u"reason"_s});
        return;
    }
    ScopeRow row = m_row;
    row.inScope = false;
    run([id = incident().id, row, reason](Services &s) { return s.customers.setScope(id, row, reason); },
        tr("Taken out: %1").arg(m_row.subscriptionName));
}

} // namespace tocsin
