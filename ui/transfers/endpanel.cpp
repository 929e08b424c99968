#include "ui/transfers/endpanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/incident/formdraft.h"
#include "ui/transfers/exactinstant.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TransferEndPanel::TransferEndPanel(const UiContext &ui, const IncidentDetails &details, Transfer transfer,
                                   QList<TransferMoveId> moves, QWidget *parent)
    : ActPanel(ui, u"act/transfer-end-%1"_s.arg(transfer.id.value), details, parent)
    , m_transfer(std::move(transfer))
    , m_moves(std::move(moves))
    , m_outcome(new ChoiceGroup(tr("What became of it")))
    , m_at(new InstantEdit(tr("When")))
    , m_until(new InstantEdit(tr("Kept until")))
{
    setTexts(tr("What became of transfer %1").arg(m_transfer.number),
             m_moves.size() == 1 ? tr("This ends the chain of custody of what left.")
                                 : tr("This is said of all %1 moves that are not back.").arg(m_moves.size()),
             tr("Everybody who reads the incident sees it. Without it the incident cannot be closed."));
    setPrimary(tr("Record it"));
    m_outcome->setObjectName(u"endOutcome"_s);
    m_outcome->addChoice(codeOf(TransferOutcome::Destroyed), nameOf(TransferOutcome::Destroyed));
    m_outcome->addChoice(codeOf(TransferOutcome::Returned), nameOf(TransferOutcome::Returned),
                         tr("Back in production; no copy stays."));
    m_outcome->addChoice(codeOf(TransferOutcome::Kept), nameOf(TransferOutcome::Kept),
                         tr("For now, with an owner and a date; until it is returned or destroyed."));
    m_outcome->setValue(codeOf(TransferOutcome::Destroyed));
    connect(m_outcome, &ChoiceGroup::valueChanged, this, &TransferEndPanel::updateRows);
    addRow(tr("What became of it"), m_outcome, u"outcome"_s);
    m_byWhom = addLine(tr("&By whom"), u"byWhom"_s, u"endByWhom"_s);
    m_byWhom->setText(context().person.name);
    m_how = addLine(tr("&How, where"), u"how"_s, u"endHow"_s);
    m_witness = addLine(tr("&Witness"), u"witness"_s, u"endWitness"_s);
    m_owner = new QLineEdit;
    m_owner->setObjectName(u"endOwner"_s);
    m_owner->setMaxLength(200);
    m_ownerRow = addRow(tr("&Owner"), m_owner, u"owner"_s);
    m_until->setLatest(nowMs() + 3660 * kDayMs);
    m_until->setMs(nowMs() + 30 * kDayMs);
    m_untilRow = addRow(tr("Kept &until"), m_until, u"until"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    addRow(tr("Whe&n"), m_at, u"at"_s);
    draft().watch(u"outcome"_s, m_outcome);
    draft().watch(u"byWhom"_s, m_byWhom);
    draft().watch(u"how"_s, m_how);
    draft().watch(u"witness"_s, m_witness);
    draft().watch(u"owner"_s, m_owner);
    draft().watch(u"until"_s, m_until);
    updateRows();
    finish();
}

QLineEdit *TransferEndPanel::addLine(const QString &label, const QString &field, const QString &name)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setMaxLength(500);
    FormRow *row = addRow(label, edit, field);
    row->setOptional(field == u"witness");
    return edit;
}

void TransferEndPanel::updateRows()
{
    const bool kept = m_outcome->value().toString() == codeOf(TransferOutcome::Kept);
    m_ownerRow->setVisible(kept);
    m_untilRow->setVisible(kept);
}

void TransferEndPanel::showTransfer(const Transfer &transfer)
{
    if (transfer.id != m_transfer.id)
        return;
    m_transfer = transfer;
    updateButton();
}

QString TransferEndPanel::whyDisabled() const
{
    return whyNoRight(Right::AddEntry, incident(), context());
}

void TransferEndPanel::submit()
{
    TransferEndInput in;
    in.outcome = fromCode<TransferOutcome>(m_outcome->value().toString()).value_or(TransferOutcome::Destroyed);
    in.atMs = exactInstant(*m_at, nowMs());
    in.byWhom = m_byWhom->text();
    in.how = m_how->text();
    in.witness = m_witness->text();
    in.owner = m_owner->text();
    in.untilMs = m_until->ms();
    if (const auto ok = checkEnd(in, 0, nowMs()); !ok) {
        showError(ok.error());
        return;
    }
    run([seen = m_transfer, moves = m_moves, in](Services &s) { return s.transfers.recordEnd(seen, moves, in); },
        tr("Recorded: %1").arg(nameOf(in.outcome).toLower()));
}

} // namespace tocsin
