#include "ui/transfers/movepanel.h"

#include "models/services/workspace.h"
#include "ui/common/instantedit.h"
#include "ui/incident/formdraft.h"
#include "ui/transfers/exactinstant.h"
#include "ui/transfers/itemlist.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TransferMovePanel::TransferMovePanel(const UiContext &ui, const IncidentDetails &details, Transfer transfer,
                                     QWidget *parent)
    : ActPanel(ui, u"act/transfer-move-%1"_s.arg(transfer.id.value), details, parent)
    , m_transfer(std::move(transfer))
    , m_items(new ItemList)
    , m_carrier(new QLineEdit)
    , m_how(new QLineEdit)
    , m_at(new InstantEdit(tr("When it left")))
{
    setTexts(tr("What left under transfer %1").arg(m_transfer.number),
             tr("Each file is hashed on this machine, and its name, size and SHA-256 are recorded. The files "
                "themselves are not copied."),
             tr("The chain of custody begins with it. Everybody who reads the incident sees it."));
    setPrimary(tr("Record what left"));
    addRow(tr("&Items"), m_items, u"items"_s);
    m_carrier->setObjectName(u"moveCarrier"_s);
    m_carrier->setMaxLength(200);
    m_carrier->setText(context().person.name);
    addRow(tr("Moved &by"), m_carrier, u"carrier"_s);
    m_how->setObjectName(u"moveHow"_s);
    m_how->setMaxLength(500);
    m_how->setPlaceholderText(tr("Encrypted disk by hand, SFTP to the lab…"));
    addRow(tr("&How, in which container"), m_how, u"how"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    addRow(tr("&When it left"), m_at, u"at"_s);
    draft().watch(u"carrier"_s, m_carrier);
    draft().watch(u"how"_s, m_how);
    connect(m_items, &ItemList::changed, this, &TransferMovePanel::updateButton);
    finish();
}

void TransferMovePanel::showTransfer(const Transfer &transfer)
{
    if (transfer.id != m_transfer.id)
        return;
    m_transfer = transfer;
    updateButton();
}

QString TransferMovePanel::whyDisabled() const
{
    if (const QString no = noApproval(m_transfer, nowMs()); !no.isEmpty())
        return no;
    if (const QString why = whyNoRight(Right::AddEntry, incident(), context()); !why.isEmpty())
        return why;
    return m_items->missing();
}

void TransferMovePanel::submit()
{
    const TransferMoveInput in{exactInstant(*m_at, nowMs()), m_carrier->text(), m_how->text(), m_items->items()};
    if (const auto ok = checkMove(in, nowMs()); !ok) {
        showError(ok.error());
        return;
    }
    run([seen = m_transfer, in](Services &s) { return s.transfers.recordMove(seen, in); },
        tr("What left is in the chain of custody"));
}

} // namespace tocsin
