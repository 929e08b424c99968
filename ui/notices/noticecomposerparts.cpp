// The parts of the composer beside the text: who gets it, its versions, what came back, the authority's form.
#include "ui/notices/noticecomposer.h"

#include "models/domain/crosscheck.h"
#include "models/services/workspace.h"
#include "ui/common/markdowneditor.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/addresseepanel.h"
#include "ui/notices/answerpanel.h"
#include "ui/notices/answerspage.h"
#include "ui/notices/audiencepage.h"
#include "ui/notices/contentchecklist.h"
#include "ui/notices/formpage.h"
#include "ui/notices/meantpanel.h"
#include "ui/notices/versionspage.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QJsonValue>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextCursor>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

void NoticeComposer::buildParts()
{
    m_audience = new AudiencePage(m_ui, m_pages);
    m_versions = new VersionsPage(m_ui, m_pages);
    m_answers = new AnswersPage(m_ui, m_pages);
    m_form = new FormPage(m_ui, m_pages);
    for (QWidget *page : {static_cast<QWidget *>(m_audience), static_cast<QWidget *>(m_versions),
                          static_cast<QWidget *>(m_answers), static_cast<QWidget *>(m_form)}) {
        auto *frame = new QWidget(m_pages);
        auto *layout = new QVBoxLayout(frame);
        layout->setContentsMargins(16, 12, 16, 12);
        layout->addWidget(page);
        m_pages->addWidget(frame);
    }
    connect(m_audience, &AudiencePage::addWanted, this,
            [this] { showPanel(new AddresseePanel(m_ui, m_incident, m_details, {}, this)); });
    connect(m_audience, &AudiencePage::takeOutWanted, this, [this](const NamedAddressee &out) {
        showPanel(new AddresseePanel(m_ui, m_incident, m_details, out, this));
    });
    connect(m_audience, &AudiencePage::importWanted, this,
            [this] { showPanel(new AddresseeListPanel(m_ui, m_incident, m_details, this)); });
    connect(m_answers, &AnswersPage::recordWanted, this,
            [this] { showPanel(new AnswerPanel(m_ui, m_incident, m_details, {}, this)); });
    connect(m_answers, &AnswersPage::settleWanted, this,
            [this](const Matter &matter) { showPanel(new AnswerPanel(m_ui, m_incident, m_details, matter, this)); });
    connect(m_answers, &AnswersPage::mailboxWanted, this,
            [this] { showPanel(new MailboxPanel(m_ui, m_incident, m_details, this)); });
    connect(m_answers, &AnswersPage::phaseWanted, this, [this] {
        Notice begun = m_details.notice;
        begun.phase = NoticePhase::Further;
        begun.follows = begun.id;
        Q_EMIT phaseWanted(begun);
    });
    connect(m_answers, &AnswersPage::counted, this, [this] {
        m_tabs->setTabText(AnswersPageAt,
                           m_answers->open() > 0 ? tr("Answers %1").arg(m_answers->open()) : tr("Answers"));
    });
    connect(m_form, &FormPage::edited, this, &NoticeComposer::onEdited);
    m_checkTimer = new QTimer(this);
    m_checkTimer->setSingleShot(true);
    m_checkTimer->setInterval(400);
    connect(m_checkTimer, &QTimer::timeout, this, &NoticeComposer::checkNames);
    connect(m_checklist, &ContentChecklist::defangWanted, this, &NoticeComposer::defangText);
    connect(m_checklist, &ContentChecklist::meantWanted, this,
            [this] { showPanel(new MeantPanel(m_ui, m_incident, m_details, m_checklist->others(), this)); });
}

void NoticeComposer::watchForm()
{
    m_draft->watch(
        u"form"_s,
        [this] {
            QJsonObject answers;
            for (auto it = m_form->answers().begin(); it != m_form->answers().end(); ++it)
                answers.insert(it.key(), it.value());
            return QJsonValue(answers);
        },
        [this](const QJsonValue &v) {
            QMap<QString, QString> answers;
            const QJsonObject kept = v.toObject();
            for (auto it = kept.begin(); it != kept.end(); ++it)
                answers.insert(it.key(), it.value().toString());
            m_form->setAnswers(m_id, answers);
        });
}

void NoticeComposer::refreshParts()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    const Notice &n = m_details.notice;
    QString whyNot = whyNoRight(Right::DraftNotice, m_incident.incident, context);
    if (whyNot.isEmpty() && n.state > NoticeState::LegalReview)
        whyNot = tr("Who gets an approved notice is not changed. Save the text as a new version first.");
    m_audience->setNotice(m_details, whyNot);
    m_versions->showNotice(n.id);
    m_answers->showMatters(n.incident, n.id, whyNoRight(Right::AddEntry, m_incident.incident, context));
    const bool form = n.audience == Audience::Authority;
    m_tabs->setTabVisible(FormPageAt, form);
    if (!form && m_pages->currentIndex() == FormPageAt)
        choosePage(TextPage);
    m_checkTimer->start();
    readSummary();
}

void NoticeComposer::readSummary()
{
    m_ui.workspace->run<std::optional<QString>>(
        this, [id = m_incident.incident.id](Services &s) { return s.summaries.forNotice(id); },
        [this, id = m_incident.incident.id](const Result<std::optional<QString>> &found) {
            if (id != m_incident.incident.id)
                return;
            m_summary = found ? found->value_or(QString()) : QString();
            const QString whyNot = !found ? found.error().userText
                                   : m_summary.isEmpty()
                                       ? tr("No summary of the post-mortem is approved. Its authors write "
                                            "one in the post-mortem, and legal approves it.")
                                   : !isEditable() ? tr("This text is not changed any more.")
                                                   : QString();
            m_insertSummary->setEnabled(whyNot.isEmpty());
            m_insertSummary->setToolTip(whyNot.isEmpty() ? tr("The words that legal approved, at the cursor") : whyNot);
        });
}

/** P11.4: the approved words, as one step that can be undone. */
void NoticeComposer::insertSummary()
{
    m_editor->showPreview(false);
    QTextCursor cursor = m_editor->field()->textCursor();
    const bool atStart = cursor.atBlockStart();
    cursor.insertText((atStart ? QString() : u"\n\n"_s) + m_summary + u'\n');
    m_editor->field()->setTextCursor(cursor);
    m_editor->field()->setFocus(Qt::OtherFocusReason);
}

void NoticeComposer::checkNames()
{
    if (!m_loaded)
        return;
    const QStringList live = [this] {
        QStringList words;
        for (const LiveIndicator &each : liveIndicators(m_subject->text() + u'\n' + m_editor->markdown(), ownPlaces()))
            words << each.words;
        return words;
    }();
    m_checklist->setIndicators(live);
    const int asked = ++m_checks;
    m_ui.workspace->runLong<QList<ForeignName>>(
        this, [id = m_id, draft = typed()](Services &s) { return s.audience.names(id, draft); },
        [this, asked](const Result<QList<ForeignName>> &names) {
            if (asked == m_checks && names)
                m_checklist->setOthers(*names);
        });
}

QStringList NoticeComposer::ownPlaces() const
{
    // Where the provider itself is found is meant to be used: the domain of who writes.
    const QString mail = m_ui.workspace->status().person.email;
    return mail.contains(u'@') ? QStringList{mail.section(u'@', 1)} : QStringList();
}

void NoticeComposer::defangText()
{
    m_subject->setText(defanged(m_subject->text(), ownPlaces()));
    const QString text = defanged(m_editor->markdown(), ownPlaces());
    QTextCursor cursor(m_editor->field()->document()); // one step that can be undone
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

} // namespace tocsin
