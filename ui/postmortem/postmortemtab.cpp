#include "ui/postmortem/postmortemtab.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/postmortem/postmortemapprovepanel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

Tone toneOf(PostmortemState state)
{
    switch (state) {
    case PostmortemState::Draft:
        return Tone::Neutral;
    case PostmortemState::InReview:
        return Tone::Medium;
    case PostmortemState::Approved:
        return Tone::Met;
    }
    return Tone::Neutral;
}

} // namespace

PostmortemTab::PostmortemTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_draft(new FormDraft(ui, this))
{
    build();
    m_draft->watch(
        u"body"_s, [this] { return QJsonValue(m_editor->markdown()); },
        [this](const QJsonValue &v) { m_editor->setMarkdown(v.toString()); });
    m_draft->watch(
        u"baseBody"_s, [this] { return QJsonValue(m_baseBody); },
        [this](const QJsonValue &v) { m_baseBody = v.toString(); });
    m_draft->watch(
        u"base"_s, [this] { return QJsonValue(m_base.value); },
        [this](const QJsonValue &v) { m_base = PostmortemTextId{v.toInteger()}; });
    connect(m_draft, &FormDraft::restored, this, &PostmortemTab::onRestored);
    connect(m_editor, &MarkdownEditor::edited, this, &PostmortemTab::onEdited);
}

PostmortemTab::~PostmortemTab()
{
    m_draft->flush();
}

void PostmortemTab::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    auto *loading = new Label(tr("Reading the post-mortem…"), TextStyle::Muted, m_stack);
    loading->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(loading);
    m_empty = new EmptyState(u"postmortems"_s, tr("No post-mortem yet"), {}, m_stack);
    m_empty->setObjectName(u"postmortemEmpty"_s);
    m_beginButton = m_empty->addAction(tr("Begin the post-mortem"), true, this, [this] { begin(); });
    m_beginButton->setObjectName(u"postmortemBegin"_s);
    m_stack->addWidget(m_empty);
    m_denied = new EmptyState(u"lock"_s, tr("Not for your roles"), {}, m_stack);
    m_stack->addWidget(m_denied);
    m_page = new QWidget(m_stack);
    auto *row = new QHBoxLayout(m_page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildEditor(), 1);
    m_stack->addWidget(m_page);
    connect(m_stack, &QStackedWidget::currentChanged, this, &PostmortemTab::roomChanged);
}

QWidget *PostmortemTab::buildHead()
{
    auto *head = new QWidget(m_page);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new Label(tr("Post-mortem"), TextStyle::Heading, head));
    m_state = new Chip({}, Tone::Neutral, head);
    m_state->setObjectName(u"postmortemState"_s);
    layout->addWidget(m_state);
    m_what = wrappedLabel({}, TextStyle::SmallMuted, head);
    layout->addWidget(m_what, 1);
    m_primary = new QPushButton(head);
    m_primary->setObjectName(u"postmortemPrimary"_s);
    m_primary->setProperty("primary", true);
    connect(m_primary, &QPushButton::clicked, this, [this] { take(nextStep()); });
    layout->addWidget(m_primary);
    return head;
}

QWidget *PostmortemTab::buildEditor()
{
    auto *side = new QWidget(m_page);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(20, 12, 20, 10);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    m_banner = new Banner(Banner::Kind::Info, side);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_conflict = new ConflictPanel(side);
    connect(m_conflict, &ConflictPanel::decided, this, [this](const auto &choices) {
        goOnWith(choices.value(u"body"_s) == ConflictPanel::Choice::Theirs ? savedBody() : m_editor->markdown());
    });
    m_editor = new MarkdownEditor(tr("Text of the post-mortem"), u"postmortemBody"_s, side);
    layout->addWidget(m_editor, 1);
    layout->addWidget(inPlaceOf(m_editor, m_conflict), 1);
    auto *foot = new QHBoxLayout;
    auto *readers =
        wrappedLabel(tr("Highly confidential. Its authors, the incident manager, legal, the executive and auditors "
                        "read it; nobody else, and never a customer. On a local database this rests on the "
                        "file's protection alone."),
                     TextStyle::FinePrint, side);
    readers->setObjectName(u"postmortemReaders"_s);
    m_saved = new Label({}, TextStyle::SmallMuted, side);
    m_saved->setObjectName(u"postmortemSaved"_s);
    foot->addWidget(readers, 1);
    foot->addSpacing(16);
    foot->addWidget(m_saved, 0, Qt::AlignTop);
    layout->addLayout(foot);
    return side;
}

bool PostmortemTab::wantsRoom() const
{
    return m_stack->currentWidget() == m_page;
}

QString PostmortemTab::key() const
{
    return u"postmortem"_s;
}

QString PostmortemTab::title() const
{
    return tr("Post-mortem");
}

QString PostmortemTab::badge() const
{
    return m_postmortem && m_postmortem->state == PostmortemState::Approved ? u"✓"_s : QString();
}

void PostmortemTab::showIncident(const IncidentDetails &details)
{
    if (details.incident.id != m_details.incident.id) {
        m_draft->flush();
        closeApprove();
        m_banner->hide();
        m_conflict->closeConflict();
        m_postmortem.reset();
        m_saving.reset();
        m_base = {};
        m_known = false;
        m_begun = false;
        m_editor->setMarkdown({});
        m_stack->setCurrentIndex(0);
    }
    m_details = details;
    if (m_panel)
        m_panel->showIncident(details);
    read();
}

void PostmortemTab::activate()
{
    read();
}

void PostmortemTab::read()
{
    const IncidentId id = m_details.incident.id;
    if (!id.isValid())
        return;
    m_ui.workspace->run<std::optional<Postmortem>>(
        this, [id](Services &s) { return s.postmortems.of(id); },
        [this, id](const Result<std::optional<Postmortem>> &found) {
            if (id != m_details.incident.id)
                return;
            if (found) {
                showSaved(*found);
                return;
            }
            m_denied->setTitle(found.error().kind == ErrorKind::Denied ? tr("Not for your roles")
                                                                       : tr("It could not be read"));
            m_denied->setText(found.error().userText);
            if (!isDirty())
                m_stack->setCurrentWidget(m_denied);
        });
}

void PostmortemTab::showSaved(const std::optional<Postmortem> &postmortem)
{
    const bool first = !m_known;
    const bool wasDirty = !first && isDirty();
    m_postmortem = postmortem;
    m_known = true;
    if (m_saving && m_postmortem && m_postmortem->body == *m_saving) {
        m_base = m_postmortem->text;
        m_baseBody = m_postmortem->body;
        m_saving.reset();
    }
    if (!wasDirty && (m_postmortem || !m_begun)) {
        m_editor->setMarkdown(savedBody());
        m_base = m_postmortem ? m_postmortem->text : PostmortemTextId{};
        m_baseBody = savedBody();
        m_conflict->closeConflict();
    } else if (isOvertaken()) {
        mergeTheirs();
    }
    if (m_panel && m_postmortem)
        m_panel->showPostmortem(*m_postmortem);
    refreshEmpty();
    refresh();
    Q_EMIT badgeChanged();
    if (first)
        m_draft->open(u"postmortem/%1"_s.arg(m_details.incident.id.value), m_details.incident.id);
}

void PostmortemTab::refreshEmpty()
{
    const Incident &i = m_details.incident;
    const bool required = isDataBreach(i.outcome, i.findings);
    m_empty->setTitle(required ? tr("A post-mortem is required") : tr("No post-mortem yet"));
    m_empty->setText(
        (required ? tr("This incident is a data breach: it cannot be closed before its post-mortem is approved.")
                  : tr("It is not required for this incident, and offered all the same.")) +
        u' ' +
        tr("It is highly confidential: its authors, the incident manager, legal, the executive and auditors "
           "read it, never a customer."));
    const QString why = whyNot(Step::Save);
    m_beginButton->setEnabled(why.isEmpty());
    m_beginButton->setToolTip(why);
}

QString PostmortemTab::savedBody() const
{
    return m_postmortem ? m_postmortem->body : QString();
}

bool PostmortemTab::isDirty() const
{
    if (!m_known || (!m_postmortem && !m_begun))
        return false;
    const QString from = m_postmortem ? m_postmortem->body : PostmortemService::outline();
    return m_editor->markdown() != from;
}

bool PostmortemTab::isOvertaken() const
{
    return m_postmortem && m_base != m_postmortem->text && !m_saving;
}

void PostmortemTab::begin()
{
    m_begun = true;
    m_baseBody = PostmortemService::outline();
    m_editor->setMarkdown(PostmortemService::outline());
    refresh();
    m_editor->field()->setFocus(Qt::OtherFocusReason);
}

void PostmortemTab::takeSaved()
{
    m_draft->discard();
    m_banner->hide();
    m_begun = false;
    m_editor->setMarkdown(savedBody());
    m_base = m_postmortem ? m_postmortem->text : PostmortemTextId{};
    m_baseBody = savedBody();
    m_conflict->closeConflict();
    refresh();
}

void PostmortemTab::onEdited()
{
    if (isDirty())
        m_draft->touch();
    else
        m_draft->discard();
    refresh();
}

void PostmortemTab::onRestored()
{
    if (!m_postmortem)
        m_begun = true;
    refresh();
    if (!isDirty())
        return;
    if (isOvertaken()) {
        mergeTheirs();
        return;
    }
    m_banner->show(Banner::Kind::Info, tr("What you had typed is back."), tr("It is not saved as a version yet."));
    m_banner->addAction(tr("Discard it"), this, [this] { takeSaved(); });
}

PostmortemTab::Step PostmortemTab::nextStep() const
{
    if (isDirty())
        return Step::Save;
    if (!m_postmortem)
        return Step::None;
    switch (m_postmortem->state) {
    case PostmortemState::Draft:
        return Step::Submit;
    case PostmortemState::InReview:
        return Step::Approve;
    case PostmortemState::Approved:
        break;
    }
    return Step::None;
}

QString PostmortemTab::whyNot(Step step) const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (step == Step::None)
        return {};
    if (step == Step::Save && m_details.incident.closedMs > 0)
        return tr("This incident is closed. Reopen it to change the post-mortem.");
    if (step == Step::Save && isOvertaken())
        return tr("Somebody saved another version meanwhile. Decide first which text goes on.");
    return whyNoRight(step == Step::Approve ? Right::Send : Right::WritePostmortem, m_details.incident,
                      {status.person, status.readOnly});
}

void PostmortemTab::take(Step step)
{
    m_banner->hide();
    const IncidentId id = m_details.incident.id;
    const int version = m_postmortem ? m_postmortem->version : 0;
    if (step == Step::Save) {
        const QString body = m_editor->markdown();
        m_saving = body;
        act([id, version, body](Services &s) { return s.postmortems.save(id, version, body); }, tr("Version saved"));
    } else if (step == Step::Submit) {
        act([id, version](Services &s) { return s.postmortems.submit(id, version); }, tr("Submitted for review"));
    } else if (step == Step::Approve) {
        showApprove();
    }
}

void PostmortemTab::act(std::function<Result<void>(Services &)> job, const QString &said)
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
        if (m_saving && *m_saving == m_editor->markdown())
            m_draft->discard();
        if (m_ui.say)
            m_ui.say(said);
        read();
    };
    if (m_saving)
        m_draft->act<void>(this, std::move(job), answer);
    else
        m_ui.workspace->run<void>(this, std::move(job), answer);
}

void PostmortemTab::showApprove()
{
    closeApprove();
    m_panel = new PostmortemApprovePanel(m_ui, m_details, *m_postmortem, m_page);
    m_panel->setFixedWidth(m_panel->preferredWidth());
    m_page->layout()->addWidget(m_panel);
    connect(m_panel, &ActPanel::cancelled, this, &PostmortemTab::closeApprove);
    connect(m_panel, &ActPanel::stale, this, &PostmortemTab::read);
    connect(m_panel, &ActPanel::done, this, [this](const QString &said) {
        if (m_ui.say)
            m_ui.say(said);
        closeApprove();
        read();
    });
    refresh();
    m_panel->focusFirst();
}

void PostmortemTab::closeApprove()
{
    if (!m_panel)
        return;
    m_panel->leave();
    m_panel->hide();
    m_panel->deleteLater();
    m_panel = nullptr;
    refresh();
    m_primary->setFocus(Qt::OtherFocusReason);
}

void PostmortemTab::showError(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        read();
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed the post-mortem meanwhile."),
                       tr("It has been read again, and what you typed is kept."));
        return;
    }
    m_banner->show(Banner::Kind::Error, error.userText);
    if (error.field == u"body"_s)
        m_editor->field()->setFocus(Qt::OtherFocusReason);
}

void PostmortemTab::mergeTheirs()
{
    FieldMerge merge;
    const QString body = merge.text(u"body"_s, tr("Text"), m_baseBody, m_editor->markdown(), m_postmortem->body);
    const QString who = tr("%1 saved another version of this text at %2.")
                            .arg(m_postmortem->authorName, TimeText().time(m_postmortem->atMs));
    if (merge.open().isEmpty()) {
        goOnWith(body);
        m_conflict->closeConflict();
        m_banner->show(Banner::Kind::Info, who, tr("Both of your changes are together now. Read it, then save it."));
        m_banner->addAction(tr("Take the saved text"), this, [this] { takeSaved(); });
    } else {
        m_banner->hide();
        m_conflict->showConflict(tr("%1 You had written something else.").arg(who), merge.note(), merge.open());
    }
    refresh();
}

void PostmortemTab::goOnWith(const QString &body)
{
    m_base = m_postmortem->text;
    m_baseBody = m_postmortem->body;
    if (body != m_editor->markdown())
        m_editor->setMarkdown(body);
    onEdited();
}

void PostmortemTab::refresh()
{
    if (m_known)
        m_stack->setCurrentWidget(m_postmortem || m_begun ? m_page : static_cast<QWidget *>(m_empty));
    const PostmortemState state = m_postmortem ? m_postmortem->state : PostmortemState::Draft;
    m_state->setText(nameOf(state));
    m_state->setTone(toneOf(state));
    m_editor->setReadOnly(!whyNot(Step::Save).isEmpty() && !isOvertaken());
    QString what;
    if (m_postmortem && state == PostmortemState::Approved)
        what = tr("Approved by %1 at %2. A change makes a new version, which needs a new approval.")
                   .arg(m_postmortem->approvedByName, TimeText().full(m_postmortem->approvedMs));
    else if (m_postmortem && state == PostmortemState::InReview)
        what = tr("Written by %1. The executive incident manager or legal approves it.").arg(m_postmortem->authorName);
    m_what->setText(what);
    const qint64 at = m_postmortem ? m_postmortem->atMs : 0;
    const QString words = tr("%1 words").arg(m_editor->wordCount());
    m_saved->setText(isDirty()      ? tr("%1 · not saved as a version, kept as a draft").arg(words)
                     : m_postmortem ? tr("%1 · version %2 of %3 by %4")
                                          .arg(words, QString::number(m_postmortem->version), TimeText().full(at),
                                               m_postmortem->authorName)
                                    : words);
    m_saved->setToolTip(m_postmortem ? u"%1\nSHA-256 %2"_s.arg(TimeText().both(at), m_postmortem->sha256) : QString());
    const Step step = nextStep();
    const QString label = step == Step::Save      ? tr("Save version")
                          : step == Step::Submit  ? tr("Submit for review")
                          : step == Step::Approve ? tr("Record the approval…")
                                                  : QString();
    const QString why = whyNot(step);
    m_primary->setText(label);
    m_primary->setAccessibleName(label);
    m_primary->setVisible(!label.isEmpty() && !m_panel);
    m_primary->setEnabled(!m_busy && why.isEmpty());
    m_primary->setToolTip(why);
}

} // namespace tocsin
