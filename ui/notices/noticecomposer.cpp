#include "ui/notices/noticecomposer.h"

#include "models/domain/noticewords.h"
#include "models/rules/rulebook.h"
#include "models/services/noticesending.h"
#include "models/services/noticetemplate.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/clocklabel.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/contentchecklist.h"
#include "ui/notices/deliverypanel.h"
#include "ui/notices/formpage.h"
#include "ui/notices/handdeliverypanel.h"
#include "ui/notices/legalpanel.h"
#include "ui/notices/messagepanel.h"
#include "ui/notices/messagetable.h"
#include "ui/notices/noticehistory.h"
#include "ui/notices/noticepath.h"
#include "ui/notices/noticetext.h"
#include "ui/notices/recipientlist.h"
#include "ui/notices/sendpanel.h"

#include <QComboBox>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <tuple>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** Marks that say nothing are as if they were not there. */
NoticeDraft plain(NoticeDraft draft)
{
    for (auto it = draft.content.begin(); it != draft.content.end();)
        it = *it == ContentMark::Missing ? draft.content.erase(it) : std::next(it);
    return draft;
}

bool same(const NoticeDraft &a, const NoticeDraft &b)
{
    return a.subject == b.subject && a.body == b.body && plain(a).content == plain(b).content && a.form == b.form;
}

} // namespace

NoticeComposer::~NoticeComposer()
{
    m_draft->flush();
}

void NoticeComposer::watchDraft()
{
    m_draft->watch(
        u"subject"_s, [this] { return QJsonValue(m_subject->text()); },
        [this](const QJsonValue &v) { m_subject->setText(v.toString()); });
    m_draft->watch(
        u"body"_s, [this] { return QJsonValue(m_editor->markdown()); },
        [this](const QJsonValue &v) { m_editor->setMarkdown(v.toString()); });
    m_draft->watch(
        u"content"_s,
        [this] {
            QJsonObject marks;
            for (auto it = m_checklist->marks().begin(); it != m_checklist->marks().end(); ++it)
                marks.insert(it.key(), codeOf(it.value()));
            return QJsonValue(marks);
        },
        [this](const QJsonValue &v) {
            QMap<QString, ContentMark> marks;
            const QJsonObject codes = v.toObject();
            for (auto it = codes.begin(); it != codes.end(); ++it)
                marks.insert(it.key(), fromCode<ContentMark>(it.value().toString()).value_or(ContentMark::Missing));
            m_checklist->setMarks(marks);
        });
    watchForm();
    m_draft->watch(
        u"base"_s, [this] { return QJsonValue(m_base.value); },
        [this](const QJsonValue &v) { m_base = NoticeTextId{v.toInteger()}; });
    m_draft->watch(
        u"baseText"_s,
        [this] {
            QJsonObject marks;
            for (auto it = m_baseText.content.begin(); it != m_baseText.content.end(); ++it)
                marks.insert(it.key(), codeOf(it.value()));
            return QJsonValue(
                QJsonObject{{u"subject"_s, m_baseText.subject}, {u"body"_s, m_baseText.body}, {u"content"_s, marks}});
        },
        [this](const QJsonValue &v) {
            m_baseText = {v[u"subject"_s].toString(), v[u"body"_s].toString(), {}};
            const QJsonObject codes = v[u"content"_s].toObject();
            for (auto it = codes.begin(); it != codes.end(); ++it)
                m_baseText.content.insert(it.key(),
                                          fromCode<ContentMark>(it.value().toString()).value_or(ContentMark::Missing));
        });
    connect(m_draft, &FormDraft::restored, this, [this] {
        if (!isDirty())
            return;
        refresh();
        if (isOvertaken()) {
            mergeTheirs();
            return;
        }
        m_banner->show(Banner::Kind::Info, tr("What you had typed is back."), tr("It is not saved as a version yet."));
        m_banner->addAction(tr("Discard it"), this, [this] { takeTheirs(); });
    });
}

void NoticeComposer::open(NoticeId id, const IncidentDetails &details)
{
    m_incident = details;
    if (id == m_id) {
        read();
        return;
    }
    m_draft->flush();
    closePanel();
    m_banner->hide();
    m_id = id;
    m_loaded = false;
    m_conflict->closeConflict();
    m_saving.reset();
    m_history->setRowCount(0);
    m_messages->setMessages({}, {});
    choosePage(TextPage);
    read();
}

void NoticeComposer::showIncident(const IncidentDetails &details)
{
    m_incident = details;
    if (m_panel)
        m_panel->showIncident(details);
    if (m_id.isValid())
        read();
}

void NoticeComposer::read()
{
    using Read = std::tuple<NoticeDetails, LateNotice, CustomerPart>;
    m_ui.workspace->run<Read>(
        this,
        [id = m_id](Services &s) -> Result<Read> {
            auto details = s.notices.details(id);
            if (!details)
                return tl::unexpected(details.error());
            auto late = lateNotice(s.session, details->notice);
            if (!late)
                return tl::unexpected(late.error());
            auto theirs = customerPart(s.session, details->notice);
            if (!theirs)
                return tl::unexpected(theirs.error());
            return Read{*details, *late, *theirs};
        },
        [this, id = m_id](const Result<Read> &read) {
            if (id != m_id)
                return;
            if (!read) {
                showError(read.error());
                return;
            }
            m_late = std::get<LateNotice>(*read);
            m_theirs = std::get<CustomerPart>(*read);
            showDetails(std::get<NoticeDetails>(*read));
        });
}

void NoticeComposer::showDetails(const NoticeDetails &details)
{
    const bool first = !m_loaded;
    const bool wasDirty = m_loaded && isDirty();
    m_details = details;
    m_loaded = true;
    if (m_saving && same(*m_saving, details.text.draft)) {
        m_base = details.text.id;
        m_baseText = details.text.draft;
        m_saving.reset();
    }
    if (!wasDirty) {
        m_checklist->setItems(m_ui.workspace->rules().requiredContent(details.notice.audience));
        fill(details.text.draft);
        m_base = details.text.id;
        m_baseText = details.text.draft;
        m_conflict->closeConflict();
    } else if (isOvertaken()) {
        mergeTheirs();
    }
    m_recipients->setNotice(details, m_incident.obligations);
    arrangeColumns();
    m_messages->setMessages(details.messages, m_incident.incident.reference().toLower());
    m_history->setSteps(details.steps);
    refreshPreviewNames();
    refreshParts();
    if (m_panel)
        m_panel->showNotice(details);
    refresh();
    if ((first || m_showMessages) && !details.messages.isEmpty()) {
        m_showMessages = false;
        choosePage(MessagesPage);
    }
    if (first) {
        m_draft->open(u"notice/%1"_s.arg(m_id.value), m_incident.incident.id);
    }
}

void NoticeComposer::fill(const NoticeDraft &draft)
{
    m_filling = true;
    if (m_subject->text() != draft.subject)
        m_subject->setText(draft.subject);
    m_editor->setMarkdown(draft.body);
    m_checklist->setMarks(draft.content);
    m_form->setAnswers(m_id, draft.form);
    m_filling = false;
}

/** What the record says about the delay goes to the end of the text, to be put into the notice's own words. */
void NoticeComposer::insertReasons()
{
    if (m_late.reasons.isEmpty() || !isEditable())
        return;
    const QString heading = noticeWords(m_details.notice.language).delayReasons;
    m_editor->setMarkdown(m_editor->markdown().trimmed() + u"\n\n"_s + heading + u"\n\n"_s + m_late.reasons + u'\n');
    QMap<QString, ContentMark> marks = m_checklist->marks();
    marks.insert(delayReasonsCode(), ContentMark::Given);
    m_checklist->setMarks(marks);
    onEdited();
    jumpTo({heading});
}

void NoticeComposer::takeTheirs()
{
    fill(m_details.text.draft);
    m_base = m_details.text.id;
    m_baseText = m_details.text.draft;
    m_conflict->closeConflict();
    m_draft->discard();
    m_banner->hide();
    refresh();
}

NoticeDraft NoticeComposer::typed() const
{
    return {m_subject->text().trimmed(), m_editor->markdown(), plain({{}, {}, m_checklist->marks()}).content,
            m_form->answers()};
}

bool NoticeComposer::isDirty() const
{
    return m_loaded && !same(typed(), m_details.text.draft);
}

bool NoticeComposer::isOvertaken() const
{
    return m_base.isValid() && m_base != m_details.text.id && !m_saving;
}

bool NoticeComposer::isEditable() const
{
    return m_loaded && afterStep(m_details.notice.state, NoticeStep::Revise).has_value() &&
           whyNoRight(Right::DraftNotice, m_incident.incident,
                      {m_ui.workspace->status().person, m_ui.workspace->status().readOnly})
               .isEmpty();
}

void NoticeComposer::onEdited()
{
    if (m_filling || !m_loaded)
        return;
    m_subjectError->hide();
    if (isDirty())
        m_draft->touch();
    else
        m_draft->discard();
    m_checkTimer->start();
    refresh();
}

NoticeComposer::Step NoticeComposer::nextStep() const
{
    if (!m_loaded)
        return Step::None;
    if (isDirty() && isEditable())
        return Step::Save;
    switch (m_details.notice.state) {
    case NoticeState::Draft:
        return Step::Submit;
    case NoticeState::LegalReview:
        return Step::Approve;
    case NoticeState::Queued: // cut off, or an exception held some of it: it goes on
        // What leaves by mail has its own bar with what can be done.
        return m_details.order.byMail() ? Step::None : Step::Send;
    case NoticeState::Approved:
        return Step::Send;
    case NoticeState::Sent:
    case NoticeState::Failed:
        return Step::Deliver;
    case NoticeState::Delivered:
        break;
    }
    return Step::None;
}

NoticeComposer::Step NoticeComposer::otherStep() const
{
    if (!m_loaded || isDirty())
        return Step::None;
    switch (m_details.notice.state) {
    case NoticeState::LegalReview:
        return Step::Return;
    case NoticeState::Queued:
        return Step::Deliver; // of what was written already
    case NoticeState::Failed:
        return m_details.order.byMail() ? Step::None : Step::Send;
    default:
        return Step::None;
    }
}

QString NoticeComposer::whyNot(Step step) const
{
    const ActContext context{m_ui.workspace->status().person, m_ui.workspace->status().readOnly};
    if (step == Step::Save && isOvertaken())
        return tr("Somebody saved another version meanwhile. Decide first which text goes on.");
    switch (step) {
    case Step::Save:
    case Step::Submit:
        return whyNoRight(Right::DraftNotice, m_incident.incident, context);
    case Step::Approve:
    case Step::Return:
        if (approvesSelf())
            return {};
        return whyNoRight(Right::Send, m_incident.incident, context);
    case Step::Send:
        return whyNoRight(Right::Send, m_incident.incident, context);
    case Step::Deliver:
        return whyNoRight(Right::RecordHandDelivery, m_incident.incident, context);
    case Step::None:
        break;
    }
    return {};
}

void NoticeComposer::take(Step step)
{
    m_banner->hide();
    switch (step) {
    case Step::None:
        return;
    case Step::Save:
        save();
        return;
    case Step::Submit:
        act([id = m_id, version = m_details.notice.version](Services &s) { return s.notices.submit(id, version); },
            tr("Submitted to legal"));
        return;
    case Step::Approve:
        showPanel(new LegalPanel(m_ui, LegalPanel::Decision::Approve, m_incident, m_details, this));
        return;
    case Step::Return:
        showPanel(new LegalPanel(m_ui, LegalPanel::Decision::Return, m_incident, m_details, this));
        return;
    case Step::Send:
        showPanel(new SendPanel(m_ui, m_incident, m_details, this));
        return;
    case Step::Deliver:
        if (onlyByHandIsLeft()) {
            tellByHand({});
            return;
        }
        choosePage(MessagesPage);
        showPanel(new DeliveryPanel(m_ui, m_incident, m_details, m_messages->chosen(), this));
        return;
    }
}

bool NoticeComposer::onlyByHandIsLeft() const
{
    const bool waiting = std::any_of(m_details.messages.begin(), m_details.messages.end(),
                                     [](const MessageRow &m) { return m.means.isEmpty(); });
    return !waiting && m_messages->chosen().isEmpty() &&
           std::any_of(m_details.scope.begin(), m_details.scope.end(), [this](const ScopeRow &row) {
               return isToldByHand(m_details, row) && !byHandState(m_details, row, m_incident.obligations).told;
           });
}

void NoticeComposer::tellByHand(SubscriptionId subscription)
{
    showPanel(new HandDeliveryPanel(m_ui, m_incident, m_details, subscription, this));
}

void NoticeComposer::decideOn(MessageId message)
{
    choosePage(MessagesPage);
    showPanel(new MessagePanel(m_ui, m_incident, m_details, message, this));
}

void NoticeComposer::save()
{
    const NoticeDraft draft = typed();
    if (draft.subject.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Give the notice a subject."), {}, u"subject"_s});
        return;
    }
    m_saving = draft;
    act([id = m_id, version = m_details.notice.version,
         draft](Services &s) { return s.notices.saveText(id, version, draft); },
        tr("Version saved"));
}

void NoticeComposer::act(std::function<Result<void>(Services &)> job, const QString &said)
{
    m_busy = true;
    refresh();
    const auto answer = [this, said](const Result<void> &result) {
        m_busy = false;
        if (!result) {
            m_saving.reset();
            refresh();
            showError(result.error());
            return;
        }
        finished(said);
    };
    if (m_saving)
        m_draft->act<void>(this, std::move(job), answer);
    else
        m_ui.workspace->run<void>(this, std::move(job), answer);
}

void NoticeComposer::finished(const QString &said)
{
    // What was typed while the version was being saved is a draft still.
    if (m_saving && same(*m_saving, typed()))
        m_draft->discard();
    if (m_ui.say)
        m_ui.say(said);
    closePanel();
    read();
    Q_EMIT acted();
}

void NoticeComposer::showPanel(NoticePanel *panel)
{
    closePanel();
    m_panel = panel;
    m_right->addWidget(panel);
    m_right->setCurrentWidget(panel);
    arrangeColumns();
    connect(panel, &ActPanel::cancelled, this, &NoticeComposer::closePanel);
    connect(panel, &ActPanel::done, this, [this](const QString &said) {
        const auto *sent = qobject_cast<SendPanel *>(m_panel);
        if ((sent && !sent->isDryRun()) || qobject_cast<DeliveryPanel *>(m_panel) ||
            qobject_cast<MessagePanel *>(m_panel))
            m_showMessages = true;
        finished(said);
    });
    connect(panel, &ActPanel::stale, this, [this] {
        read();
        Q_EMIT stale();
    });
    refresh();
    panel->focusFirst();
}

void NoticeComposer::closePanel()
{
    if (!m_panel)
        return;
    m_panel->leave();
    m_right->removeWidget(m_panel);
    m_panel->hide();
    m_panel->deleteLater();
    m_panel = nullptr;
    m_right->setCurrentWidget(m_checklist->parentWidget());
    choosePage(m_pages->currentIndex());
    refresh();
    m_primary->setFocus(Qt::OtherFocusReason);
}

void NoticeComposer::showError(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        read();
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed this notice meanwhile."),
                       tr("It has been read again, and what you typed is kept."));
        return;
    }
    if (error.field == u"subject"_s) {
        m_subjectError->setText(error.userText);
        m_subjectError->show();
        choosePage(TextPage);
        m_subject->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_banner->show(Banner::Kind::Error, error.userText);
}

void NoticeComposer::mergeTheirs()
{
    const NoticeDraft &theirs = m_details.text.draft;
    const NoticeDraft mine = typed();
    FieldMerge merge;
    NoticeDraft now;
    now.subject = merge.value(u"subject"_s, tr("Subject"), m_baseText.subject, mine.subject, theirs.subject);
    now.body = merge.text(u"body"_s, tr("Text"), m_baseText.body, mine.body, theirs.body);
    for (const ContentItem &item : m_ui.workspace->rules().requiredContent(m_details.notice.audience)) {
        const auto mark = [&item](const NoticeDraft &draft) {
            return draft.content.value(item.code, ContentMark::Missing);
        };
        now.content.insert(item.code, merge.value(item.code, item.name, mark(m_baseText), mark(mine), mark(theirs),
                                                  [](ContentMark m) { return nameOf(m); }));
    }
    now.form = mine.form == m_baseText.form ? theirs.form : mine.form;
    fill(now);
    const QString who = tr("%1 saved another version of this text at %2.")
                            .arg(m_details.text.authorName, TimeText().time(m_details.text.atMs));
    if (merge.open().isEmpty()) {
        m_base = m_details.text.id;
        m_baseText = theirs;
        m_conflict->closeConflict();
        m_draft->touch();
        m_banner->show(Banner::Kind::Info, who, tr("Both of your changes are together now. Read it, then save it."));
        m_banner->addAction(tr("Take the saved text"), this, [this] { takeTheirs(); });
    } else {
        choosePage(TextPage);
        m_banner->hide();
        m_conflict->showConflict(tr("%1 You had written something else.").arg(who), merge.note(), merge.open());
    }
    refresh();
}

void NoticeComposer::takeDecision(const QHash<QString, ConflictPanel::Choice> &choices)
{
    const NoticeDraft &theirs = m_details.text.draft;
    NoticeDraft now = typed();
    for (auto it = choices.cbegin(); it != choices.cend(); ++it) {
        if (it.value() == ConflictPanel::Choice::Mine)
            continue;
        if (it.key() == "subject"_L1)
            now.subject = theirs.subject;
        else if (it.key() == "body"_L1)
            now.body = theirs.body;
        else
            now.content.insert(it.key(), theirs.content.value(it.key(), ContentMark::Missing));
    }
    fill(now);
    m_base = m_details.text.id;
    m_baseText = theirs;
    m_draft->touch();
    onEdited();
}

QString NoticeComposer::previewText(const QString &source) const
{
    const QList<NoticeRecipient> recipients = recipientsOf(m_details.scope);
    const int at = m_previewAs->currentIndex();
    const auto fill = [&](const QString &text) {
        return at >= 0 && at < recipients.size() ? fillForRecipient(text, recipients.at(at), m_details.notice.language)
                                                 : text;
    };
    return u"# "_s + fill(m_subject->text()) + u"\n\n"_s + fill(source);
}

void NoticeComposer::refreshPreviewNames()
{
    QStringList names;
    for (const NoticeRecipient &r : recipientsOf(m_details.scope))
        names << tr("as %1, %2").arg(r.customerName, r.name);
    QStringList now;
    for (int i = 0; i < m_previewAs->count(); ++i)
        now << m_previewAs->itemText(i);
    if (names == now)
        return;
    const QString chosen = m_previewAs->currentText();
    m_previewAs->clear();
    m_previewAs->addItems(names);
    m_previewAs->setCurrentIndex(std::max(0, m_previewAs->findText(chosen)));
    m_previewAs->setVisible(m_editor->isPreview() && !names.isEmpty());
    m_editor->refreshPreview();
}

} // namespace tocsin
