// What the tab of the post-mortem looks like, and the panels beside it.

#include "models/services/postmortemtemplates.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/incident/actpanel.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/reasonpanel.h"
#include "ui/postmortem/askpanel.h"
#include "ui/postmortem/commentlist.h"
#include "ui/postmortem/commentpanel.h"
#include "ui/postmortem/contributionspage.h"
#include "ui/postmortem/measurecard.h"
#include "ui/postmortem/postmortemnav.h"
#include "ui/postmortem/postmortemprint.h"
#include "ui/postmortem/postmortemtab.h"
#include "ui/postmortem/postmortemversions.h"
#include "ui/postmortem/sectionpage.h"
#include "ui/postmortem/summarypage.h"
#include "ui/postmortem/usespage.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

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
    m_stack->addWidget(buildDenied());
    m_page = new QWidget(m_stack);
    auto *row = new QHBoxLayout(m_page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildWork(), 1);
    m_stack->addWidget(m_page);
    connect(m_stack, &QStackedWidget::currentChanged, this, &PostmortemTab::roomChanged);
}

QWidget *PostmortemTab::buildDenied()
{
    auto *place = new QWidget(m_stack);
    auto *row = new QHBoxLayout(place); // a panel stands beside it
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *layout = new QVBoxLayout;
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(16);
    row->addLayout(layout, 1);
    m_denied = new EmptyState(u"lock"_s, tr("Not for your roles"), {}, place);
    m_denied->setObjectName(u"postmortemDenied"_s);
    layout->addWidget(m_denied, 2);
    m_asked = new ContributionsPage(m_ui, place);
    m_asked->hide();
    connect(m_asked, &ContributionsPage::answered, this, &PostmortemTab::read);
    layout->addWidget(m_asked, 3);
    m_measuresAlone = new MeasureCard(m_ui, place);
    connect(m_measuresAlone, &MeasureCard::panelRequested, this, &PostmortemTab::openPanel);
    layout->addWidget(m_measuresAlone, 2);
    return place;
}

QWidget *PostmortemTab::buildHead()
{
    auto *head = new QWidget(m_page);
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(8);
    rows->addLayout(layout);
    auto *mark = new Chip(tr("HIGHLY CONFIDENTIAL"), Tone::High, head);
    mark->setObjectName(u"postmortemMark"_s);
    mark->setIconName(u"lock"_s);
    layout->addWidget(mark);
    m_state = new Chip({}, Tone::Neutral, head);
    m_state->setObjectName(u"postmortemState"_s);
    layout->addWidget(m_state);
    m_what = wrappedLabel({}, TextStyle::SmallMuted, head);
    m_what->setObjectName(u"postmortemWhat"_s);
    rows->addWidget(m_what); // in a line of its own: beside the buttons it would be a column of words
    layout->addStretch(1);
    m_out = new QToolButton(head);
    m_out->setObjectName(u"postmortemOut"_s);
    m_out->setText(tr("Print or save"));
    m_out->setAccessibleName(tr("Print or save the post-mortem"));
    m_out->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_out);
    connect(menu->addAction(tr("Print…")), &QAction::triggered, this, &PostmortemTab::print, Qt::QueuedConnection);
    for (const auto &[text, format] : {std::pair(tr("Save as PDF…"), PostmortemFormat::Pdf),
                                       {tr("Save as text (Markdown)…"), PostmortemFormat::Markdown}})
        connect(
            menu->addAction(text), &QAction::triggered, this, [this, format = format] { exportAs(format); },
            Qt::QueuedConnection);
    m_out->setMenu(menu);
    layout->addWidget(m_out);
    m_return = new QPushButton(tr("Give back…"), head);
    m_return->setObjectName(u"postmortemReturn"_s);
    m_return->setAccessibleName(tr("Give the post-mortem back to its authors"));
    connect(m_return, &QPushButton::clicked, this, &PostmortemTab::giveBack);
    layout->addWidget(m_return);
    m_primary = new QPushButton(head);
    m_primary->setObjectName(u"postmortemPrimary"_s);
    m_primary->setProperty("primary", true);
    connect(m_primary, &QPushButton::clicked, this, [this] { take(nextStep()); });
    layout->addWidget(m_primary);
    return head;
}

void PostmortemTab::addSection(PostmortemSection part)
{
    auto *page = new SectionPage(m_ui, part, m_pages);
    connect(page, &SectionPage::edited, this, &PostmortemTab::onEdited);
    connect(page, &SectionPage::commentRequested, this, [this, section = part](const QString &quote) {
        PostmortemComment comment;
        comment.text = m_postmortem ? m_postmortem->text : PostmortemTextId{};
        comment.section = section;
        comment.quote = quote;
        openPanel(
            [comment](const UiContext &ui, const IncidentDetails &d) { return new CommentPanel(ui, d, comment); });
    });
    connect(page->comments(), &CommentList::taken, this,
            [this](const PostmortemComment &c) { settle(c, CommentOutcome::Taken); });
    connect(page->comments(), &CommentList::declined, this,
            [this](const PostmortemComment &c) { settle(c, CommentOutcome::Declined); });
    connect(page->comments(), &CommentList::withdrawn, this,
            [this](const PostmortemComment &c) { settle(c, CommentOutcome::Withdrawn); });
    if (part == PostmortemSection::Changes) {
        m_measures = new MeasureCard(m_ui, page);
        connect(m_measures, &MeasureCard::panelRequested, this, &PostmortemTab::openPanel);
        static_cast<QVBoxLayout *>(page->layout())->addWidget(m_measures, 3);
    }
    m_sections << page;
    m_pages->addWidget(page);
}

QWidget *PostmortemTab::buildWork()
{
    auto *side = new QWidget(m_page);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(16, 12, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    m_banner = new Banner(Banner::Kind::Info, side);
    m_banner->setObjectName(u"postmortemBanner"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *work = new QWidget(side);
    auto *row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_nav = new PostmortemNav(work);
    auto *parts = new Card({}, work);
    parts->setView(m_nav);
    parts->setFixedWidth(188);
    row->addWidget(parts);
    m_pages = new QStackedWidget(work);
    for (const auto &e : enumTable<PostmortemSection>())
        addSection(e.value);
    m_summary = new SummaryPage(m_ui, m_pages);
    connect(m_summary, &SummaryPage::panelRequested, this, &PostmortemTab::openPanel);
    connect(m_summary, &SummaryPage::stateChanged, this,
            [this](const QString &state) { m_nav->showExtra(PostmortemNav::Summary, state); });
    m_contributions = new ContributionsPage(m_ui, m_pages);
    connect(m_contributions, &ContributionsPage::answered, this, &PostmortemTab::read);
    connect(m_contributions, &ContributionsPage::askRequested, this, [this] {
        openPanel([](const UiContext &ui, const IncidentDetails &d) {
            return new AskPanel(ui, d, PostmortemSection::Summary);
        });
    });
    m_versions = new PostmortemVersions(m_ui, m_pages);
    m_uses = new UsesPage(m_pages);
    m_pages->addWidget(m_summary);
    m_pages->addWidget(m_contributions);
    m_pages->addWidget(m_versions);
    m_pages->addWidget(m_uses);
    connect(m_nav, &QListWidget::currentRowChanged, this, &PostmortemTab::showPage);
    row->addWidget(m_pages, 1);
    layout->addWidget(work, 1);
    m_conflict = new ConflictPanel(side);
    connect(m_conflict, &ConflictPanel::decided, this, [this](const auto &choices) {
        PostmortemBody body = typed();
        const PostmortemBody theirs = savedBody();
        for (const auto &e : enumTable<PostmortemSection>())
            if (choices.contains(codeOf(e.value)) && choices.value(codeOf(e.value)) == ConflictPanel::Choice::Theirs)
                body.text.insert(e.value, theirs.text.value(e.value));
        goOnWith(body);
    });
    layout->addWidget(inPlaceOf(work, m_conflict), 1);
    layout->addWidget(buildFoot());
    return side;
}

QWidget *PostmortemTab::buildFoot()
{
    auto *place = new QWidget(m_page);
    auto *foot = new QHBoxLayout(place);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(16);
    auto *readers =
        wrappedLabel(tr("Its authors, the incident manager, legal, the executive and auditors read it; nobody "
                        "else, and never a customer. Openings, prints and exports are recorded. On a local "
                        "database confidentiality rests on the file's protection alone."),
                     TextStyle::FinePrint, place);
    readers->setObjectName(u"postmortemReaders"_s);
    m_saved = new Label({}, TextStyle::SmallMuted, place);
    m_saved->setObjectName(u"postmortemSaved"_s);
    foot->addWidget(readers, 1);
    foot->addWidget(m_saved, 0, Qt::AlignTop);
    return place;
}

void PostmortemTab::showPage(int row)
{
    m_pages->setCurrentIndex(qBound(0, row, m_pages->count() - 1));
}

void PostmortemTab::begin()
{
    m_begun = true;
    m_baseBody = {};
    setTyped({});
    refresh();
    m_nav->setCurrentRow(0);
    m_sections.first()->editor()->field()->setFocus(Qt::OtherFocusReason);
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

void PostmortemTab::refresh()
{
    if (m_known)
        m_stack->setCurrentWidget(m_postmortem || m_begun ? m_page : static_cast<QWidget *>(m_empty));
    const bool readOnly = !whyNot(Step::Save).isEmpty() && !isOvertaken();
    const PostmortemBody body = typed();
    const auto &templates = PostmortemTemplates::builtIn();
    for (SectionPage *page : std::as_const(m_sections)) {
        page->setReadOnly(readOnly);
        page->setGuide(templates && !readOnly ? templates->guide(body.kind, page->section()) : QString());
        const bool written = body.text.contains(page->section()) ||
                             (page->section() == PostmortemSection::Timeline && !m_picks.isEmpty());
        m_nav->showSection(page->section(), written, page->comments()->openCount());
    }
    refreshHead();
}

void PostmortemTab::refreshHead()
{
    const PostmortemState state = m_postmortem ? m_postmortem->state : PostmortemState::Draft;
    m_state->setText(nameOf(state));
    m_state->setTone(toneOf(state));
    QString what;
    if (m_postmortem && state == PostmortemState::Approved)
        what = tr("Approved by %1 at %2. A change makes a new version, which needs a new approval.")
                   .arg(m_postmortem->approvedByName, TimeText().full(m_postmortem->approvedMs));
    else if (m_postmortem && state == PostmortemState::InReview)
        what = m_postmortem->isReviewed()
                   ? tr("Reviewed by %1. The executive incident manager or legal approves it, no author.")
                         .arg(m_postmortem->reviewedByName)
                   : tr("The incident manager reviews it, then the executive incident manager or legal approves it.");
    else if (m_postmortem && !m_postmortem->returnRemark.isEmpty())
        what = tr("Given back: %1").arg(m_postmortem->returnRemark);
    else if (isOutOfStep() && !isDirty())
        what = tr("The incident's timeline changed since this version.");
    m_what->setText(what);
    m_what->setVisible(!what.isEmpty());
    const qint64 at = m_postmortem ? m_postmortem->atMs : 0;
    m_saved->setText(isDirty()      ? tr("Not saved as a version, kept as a draft")
                     : m_postmortem ? tr("Saved %1 by %2").arg(TimeText().full(at), m_postmortem->authorName)
                                    : QString());
    m_saved->setToolTip(m_postmortem ? u"%1\nSHA-256 %2"_s.arg(TimeText().both(at), m_postmortem->sha256) : QString());
    const Step step = nextStep();
    const QString label = step == Step::Save     ? (isDirty() ? tr("Save version") : tr("Bring the timeline into step"))
                          : step == Step::Submit ? tr("Submit for review")
                          : step == Step::Review ? tr("Mark as reviewed")
                          : step == Step::Approve ? (approvesSelf() ? tr("Approve…") : tr("Record the approval…"))
                                                  : QString();
    const QString why = whyNot(step);
    m_primary->setText(label);
    m_primary->setAccessibleName(label);
    m_primary->setVisible(!label.isEmpty() && !m_panel);
    m_primary->setEnabled(!m_busy && why.isEmpty());
    m_primary->setToolTip(why);
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    const QString notBack = whyNoRight(Right::CommentPostmortem, m_details.incident, context);
    m_return->setVisible(state == PostmortemState::InReview && !isDirty() && !m_panel);
    m_return->setEnabled(!m_busy && notBack.isEmpty());
    m_return->setToolTip(notBack);
    const QString notOut = !m_postmortem ? tr("Nothing is saved yet.")
                           : isDirty()   ? tr("Save what you typed first.")
                                         : whyNoRight(Right::ReadPostmortem, m_details.incident, context);
    m_out->setEnabled(notOut.isEmpty());
    m_out->setToolTip(notOut.isEmpty() ? tr("Marked on each page; it goes to the record") : notOut);
    m_out->setVisible(!m_panel);
}

void PostmortemTab::openPanel(const PanelMaker &maker)
{
    closePanel();
    m_panelPlace = m_stack->currentWidget();
    m_panel = maker(m_ui, m_details);
    m_panel->setParent(m_panelPlace);
    m_panel->setFixedWidth(m_panel->preferredWidth());
    m_panelPlace->layout()->addWidget(m_panel);
    m_panel->show();
    connect(m_panel, &ActPanel::cancelled, this, &PostmortemTab::closePanel);
    connect(m_panel, &ActPanel::stale, this, &PostmortemTab::read);
    connect(m_panel, &ActPanel::done, this, [this](const QString &said) {
        if (m_ui.say)
            m_ui.say(said);
        closePanel();
        read();
    });
    refresh();
    m_panel->focusFirst();
}

void PostmortemTab::closePanel()
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

void PostmortemTab::askReason()
{
    ReasonAct act;
    act.name = u"act/postmortem-anew"_s;
    act.title = tr("Write it anew");
    act.what =
        tr("It is approved and frozen. This makes a new version, a draft, which is reviewed and approved again; the "
           "approved one stays among the versions.");
    act.whoSees = tr("Whoever may read the post-mortem reads the reason.");
    act.label = tr("&Why");
    act.missing = tr("Say why it is written anew.");
    act.primary = tr("Save as a new version");
    act.said = tr("Version saved");
    act.right = Right::WritePostmortem;
    act.job = [version = m_postmortem->version, body = typed()](Services &s, const Incident &i, const QString &reason) {
        return s.postmortems.save(i.id, version, body, reason);
    };
    m_saving = typed();
    openPanel([act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); });
    connect(m_panel, &ActPanel::done, this, [this] { m_draft->discard(); });
    connect(m_panel, &ActPanel::cancelled, this, [this] { m_saving.reset(); });
}

void PostmortemTab::giveBack()
{
    ReasonAct act;
    act.name = u"act/postmortem-return"_s;
    act.title = tr("Give it back to its authors");
    act.what = tr("It is a draft again. What is about one place is better said as a comment there.");
    act.whoSees = tr("Whoever may read the post-mortem reads it.");
    act.label = tr("&What is to be changed");
    act.missing = tr("Say what is to be changed.");
    act.primary = tr("Give it back");
    act.said = tr("Given back");
    act.right = Right::CommentPostmortem;
    act.job = [version = m_postmortem->version](Services &s, const Incident &i, const QString &reason) {
        return s.postmortems.giveBack(i.id, version, reason);
    };
    openPanel([act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); });
}

void PostmortemTab::settle(const PostmortemComment &comment, CommentOutcome outcome)
{
    const IncidentId id = m_details.incident.id;
    if (outcome == CommentOutcome::Declined) {
        ReasonAct act;
        act.name = u"act/postmortem-decline-%1"_s.arg(comment.id.value);
        act.title = tr("Not taken up");
        act.what = comment.remark.isEmpty() ? comment.suggestion.value_or(QString()) : comment.remark;
        act.whoSees = tr("Whoever may read the post-mortem reads it.");
        act.label = tr("&Why not");
        act.missing = tr("Say why it is not taken up.");
        act.primary = tr("Settle the comment");
        act.said = tr("Comment settled");
        act.right = Right::WritePostmortem;
        act.job = [c = comment.id](Services &s, const Incident &i, const QString &reason) {
            return s.postmortems.settle(i.id, c, CommentOutcome::Declined, reason);
        };
        openPanel([act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); });
        return;
    }
    if (outcome == CommentOutcome::Taken && comment.suggestion) {
        MarkdownEditor *editor = m_sections.at(PostmortemNav::rowOf(comment.section))->editor();
        const auto changed = withSuggestion(editor->markdown(), comment);
        if (!changed) {
            m_banner->show(Banner::Kind::Warning, tr("The words it is about do not stand there any more, or twice."),
                           tr("Change the text by hand, or settle the comment as not taken up."));
            return;
        }
        editor->setMarkdown(*changed);
        onEdited();
    }
    act([id, c = comment.id, outcome](Services &s) { return s.postmortems.settle(id, c, outcome, {}); },
        outcome == CommentOutcome::Taken ? tr("Comment taken up") : tr("Comment withdrawn"));
}

void PostmortemTab::exportAs(PostmortemFormat format)
{
    const QString end = format == PostmortemFormat::Pdf ? u".pdf"_s : u".md"_s;
    const QString name = tr("Post-mortem %1, highly confidential").arg(m_details.incident.reference()) + end;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the post-mortem"), folder + u'/' + name);
    if (!path.isEmpty())
        act([id = m_details.incident.id, format,
             path](Services &s) { return s.postmortems.exportTo(id, format, path); },
            tr("Post-mortem saved"));
}

void PostmortemTab::print()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setFullPage(true);
    printer->setDocName(tr("Post-mortem"));
    if (QPrintDialog(printer.get(), this).exec() != QDialog::Accepted)
        return;
    m_ui.workspace->run<QString>(
        this, [id = m_details.incident.id](Services &s) { return s.postmortems.printed(id); },
        [this, printer](const Result<QString> &text) {
            if (!text) {
                showError(text.error());
                return;
            }
            const QString by =
                tr("Printed by %1, %2")
                    .arg(m_ui.workspace->status().person.name, TimeText::utc(m_ui.workspace->clock().nowMs()));
            printPostmortem(*printer, {*text, PostmortemService::marking(m_details.incident.reference()), by});
            if (m_ui.say)
                m_ui.say(tr("Post-mortem printed"));
            read();
        });
}

} // namespace tocsin
