#include "ui/transfers/transferform.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/incident/formdraft.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

TransferForm::TransferForm(const UiContext &ui, QString draftName, QWidget *parent)
    : Card({}, parent)
    , m_ui(ui)
    , m_draftName(std::move(draftName))
    , m_draft(new FormDraft(ui, this))
    , m_banner(new Banner(Banner::Kind::Error))
{
    m_banner->setClosable(true);
    m_banner->hide();
    body()->addWidget(m_banner);
}

TransferForm::~TransferForm()
{
    m_draft->flush();
}

void TransferForm::showDetails(const TransferDetails &details)
{
    const bool fresh = details.transfer.id != m_details.transfer.id;
    if (fresh && m_details.transfer.id.isValid())
        m_draft->leave();
    m_details = details;
    if (fresh)
        m_banner->hide();
    {
        const FormDraft::Pause pause(*m_draft);
        fill(fresh);
    }
    if (fresh)
        m_draft->open(u"%1/%2"_s.arg(m_draftName).arg(details.transfer.id.value), details.transfer.incident);
}

void TransferForm::run(std::function<Result<void>(Services &)> job, const QString &said)
{
    if (m_busy)
        return;
    m_busy = true;
    m_banner->hide();
    m_draft->act<void>(this, std::move(job), [this, said](const Result<void> &result) {
        m_busy = false;
        if (result) {
            Q_EMIT done(said);
            return;
        }
        if (result.error().kind == ErrorKind::Conflict) {
            m_banner->show(Banner::Kind::Warning, result.error().userText, tr("What you typed is kept."));
            Q_EMIT stale();
            return;
        }
        showError(result.error().userText);
    });
}

void TransferForm::showError(const QString &text, QWidget *field)
{
    m_banner->show(Banner::Kind::Error, text);
    if (field)
        field->setFocus(Qt::OtherFocusReason);
}

void TransferForm::clearError()
{
    m_banner->hide();
}

TransferActor TransferForm::actor() const
{
    const Person &person = m_ui.workspace->status().person;
    return {person.id, person.roles, m_details.holder.isValid() && m_details.holder == person.id};
}

bool TransferForm::requesterHolds() const
{
    return m_details.holder.isValid() && m_details.holder == transfer().content.requester;
}

bool TransferForm::isReadOnly() const
{
    return m_ui.workspace->status().readOnly;
}

bool TransferForm::isShared() const
{
    return m_ui.workspace->status().isShared;
}

qint64 TransferForm::nowMs() const
{
    return m_ui.workspace->clock().nowMs();
}

void TransferForm::allow(QPushButton *button, const QString &why)
{
    button->setEnabled(why.isEmpty());
    button->setToolTip(why);
    button->setAccessibleDescription(why);
}

} // namespace tocsin
