#include "ui/notices/legalpanel.h"

#include "models/rules/rulebook.h"
#include "models/services/noticeaudience.h"
#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/counted.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/meantpanel.h"
#include "ui/notices/noticetext.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

LegalPanel::LegalPanel(const UiContext &ui, Decision decision, const IncidentDetails &details,
                       const NoticeDetails &notice, QWidget *parent)
    : NoticePanel(ui, decision == Decision::Approve ? u"act/notice-approve"_s : u"act/notice-return"_s, details, notice,
                  parent)
    , m_decision(decision)
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    if (decision == Decision::Approve) {
        const QString who =
            isInternal()
                ? tr("It goes to people of the provider alone, so you alone decide (no legal review). The text "
                     "is by %1.")
            : decidesAlone()
                ? tr("You are legal, and somebody else wrote this text: your approval is by your own log-in. It is by "
                     "%1.")
                : tr("Legal decided it and you write it down: who, when, how, and the words. On a local database it is "
                     "final; on a server the person confirms it by log-in. The author of a text cannot approve it; "
                     "this one is by %1.");
        setTexts(
            decidesAlone() ? tr("Approve the notice") : tr("Record legal's approval"),
            tr("Freezes this text with its digest. Any change afterwards makes a new version and a new review. The "
               "incident manager can then send it to %1.")
                .arg(notice.notice.audience == Audience::Customers
                         ? counted(messageCount(notice.scope), tr("%1 recipient"), tr("%1 recipients"))
                         : tr("those who are named on the tab Recipients")),
            who.arg(notice.text.authorName));
        setPrimary(decidesAlone() ? tr("Approve") : tr("Record the approval"));
    } else {
        setTexts(tr("Return to the author"),
                 tr("The notice becomes a draft again. Nothing is lost: the text stays as it is, and the remark stands "
                    "in its history."),
                 tr("Everybody who can read the incident sees the remark."));
        setPrimary(tr("Return it"));
        addText(tr("&What has to change"), m_remark, u"remark"_s, u"remark"_s, 4);
    }
    m_legal->watch(draft(), u"legal"_s);
    addRow(tr("Decided by &legal"), m_legal, u"legal"_s)->setVisible(!decidesAlone());
    if (decision == Decision::Approve) {
        addWidget(new Label(tr("Digest of the text, SHA-256"), TextStyle::Small));
        auto *digest = wrappedLabel(QString(notice.text.sha256).insert(32, u'\n'), TextStyle::MonoMuted);
        digest->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        digest->setAccessibleName(tr("Digest of the text: %1").arg(notice.text.sha256));
        digest->setObjectName(u"textDigest"_s);
        addWidget(digest);
        m_meant = wrappedLabel({}, TextStyle::Small);
        m_meant->setObjectName(u"meantNames"_s);
        m_meant->hide();
        addWidget(m_meant);
    }
    finish();
    if (decision == Decision::Approve)
        readNames();
}

void LegalPanel::readNames()
{
    m_ui.workspace->runLong<QList<ForeignName>>(
        this,
        [id = notice().id, draft = noticeDetails().text.draft](Services &s) { return s.audience.names(id, draft); },
        [this](const Result<QList<ForeignName>> &names) {
            if (!names)
                return showError(names.error());
            m_named = notMeant(*names);
            const QString meant = meantText(*names);
            m_meant->setText(tr("Names of other customers that the author says are meant:") + u'\n' + meant);
            m_meant->setVisible(!meant.isEmpty());
            updateButton();
        });
}

bool LegalPanel::isInternal() const
{
    return notice().audience == Audience::Internal;
}

bool LegalPanel::decidesAlone() const
{
    if (isInternal()) // P9.1: the incident manager
        return true;
    return mayDo(context().person.roles, Right::ApproveNotice, false) &&
           noticeDetails().text.author != context().person.id;
}

QString LegalPanel::whyDisabled() const
{
    if (context().readOnly || isInternal() || !decidesAlone())
        if (const QString why = whyNoRight(Right::Send, incident(), context()); !why.isEmpty())
            return why; // the incident manager enters what legal decided
    if (notice().state != NoticeState::LegalReview)
        return tr("The notice is not in legal review.");
    if (m_decision == Decision::Return)
        return {};
    const QStringList missing =
        missingContent(m_ui.workspace->rules().requiredContent(notice().audience), noticeDetails().text.draft.content);
    if (!missing.isEmpty())
        return tr("Required content is missing: %1.").arg(missing.join(tr("; ")));
    const QStringList open = openFields(noticeDetails().text.draft);
    if (!open.isEmpty())
        return tr("Fields are not filled: %1.").arg(open.join(tr(", ")));
    return m_named.isEmpty()
               ? QString()
               : tr("It names another customer, or what is another customer's. %1. Return it to the author: "
                    "the text is changed, or the name marked as meant.")
                     .arg(m_named.mid(0, 5).join(tr("; ")));
}

void LegalPanel::submit()
{
    const bool alone = decidesAlone();
    if (const QString missing = alone ? QString() : m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"legal"_s});
        return;
    }
    const NoticeId id = notice().id;
    const int version = notice().version;
    const Attestation legal = alone ? Attestation{} : m_legal->value();
    if (m_decision == Decision::Approve) {
        run([id, version, legal](Services &s) { return s.notices.approve(id, version, legal); },
            isInternal() ? tr("Approved") : tr("Legal's approval is recorded"));
        return;
    }
    const QString remark = m_remark->toPlainText().trimmed();
    if (remark.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say what has to change."), {}, u"remark"_s});
        return;
    }
    run([id, version, remark, legal](Services &s) { return s.notices.returnToAuthor(id, version, remark, legal); },
        tr("Returned to the author"));
}

} // namespace tocsin
