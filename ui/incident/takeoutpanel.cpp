#include "ui/incident/takeoutpanel.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/incident/attestationform.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TakeOutPanel::TakeOutPanel(const UiContext &ui, const IncidentDetails &details, const ScopeRow &row, QWidget *parent)
    : ActPanel(ui, u"act/take-out-%1"_s.arg(row.subscription.value), details, parent)
    , m_row(row)
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    setPrimary(tr("Take it out"));
    addText(tr("&Why it is not affected"), m_reason, u"reason"_s, u"reason"_s);
    m_legal->watch(draft(), u"legal"_s);
    m_legalRow = addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s);
    updateTexts();
    readScope(false);
    connect(this, &ActPanel::stale, this, [this] { readScope(true); });
    finish();
}

void TakeOutPanel::readScope(bool seen)
{
    m_ui.workspace->run<QList<ScopeRow>>(
        this, [id = incident().id](Services &s) { return s.customers.scope(id); },
        [this, seen](const Result<QList<ScopeRow>> &rows) {
            if (!rows)
                return showError(rows.error());
            m_others = 0;
            for (const ScopeRow &r : *rows) {
                if (r.subscription == m_row.subscription)
                    m_row = seen ? r : m_row;
                else if (r.inScope && r.customer == m_row.customer)
                    ++m_others;
            }
            updateTexts();
            updateButton();
        });
}

void TakeOutPanel::refresh()
{
    updateTexts();
    readScope(false);
}

void TakeOutPanel::updateTexts()
{
    const bool declared = incident().isDeclared();
    m_legalRow->setVisible(declared);
    const QString what =
        !declared ? tr("%1 · %2 counts as not affected: it would not be told, and no clock would start for it. The row "
                       "stays in sight as taken out.")
        : m_others > 0
            ? tr("%1 · %2 counts as not affected and is not told any more. The customer's duty stands: other "
                 "subscriptions of it are affected. Legal decides this, and you write down what legal said.")
            : tr("%1 · %2 counts as not affected. It is the last affected subscription of this customer: an open duty "
                 "to it is withdrawn. Legal decides this, and you write down what legal said.");
    setTexts(tr("Take a subscription out"), what.arg(m_row.customerName, m_row.subscriptionName),
             declared ? tr("It stands in the timeline with your reason. If the customer was told of it already, a "
                           "correction is owed, and stays in sight until it has arrived.")
                      : tr("It stands in the timeline with your reason."));
}

QString TakeOutPanel::whyDisabled() const
{
    if (m_others >= 0 && !m_row.inScope)
        return tr("It is taken out already.");
    return whyNoRight(Right::SetScope, incident(), context());
}

void TakeOutPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say why this customer is not affected."), {}, u"reason"_s});
        return;
    }
    const bool declared = incident().isDeclared();
    if (const QString missing = declared ? m_legal->missing() : QString(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    ScopeRow row = m_row;
    row.inScope = false;
    run([id = incident().id, row, reason, legal = declared ? m_legal->value() : Attestation{}](
            Services &s) { return s.customers.setScope(id, row, reason, legal); },
        tr("Taken out: %1").arg(m_row.subscriptionName));
}

} // namespace tocsin
