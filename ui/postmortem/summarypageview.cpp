// How the page of the summary is laid out and what it shows; summarypage.cpp has what it does.

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/postmortem/leakcard.h"
#include "ui/postmortem/summarypage.h"
#include "ui/postmortem/summaryparagraph.h"

#include <QHBoxLayout>
#include <QJsonValue>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kLeakWidth = 256;

Tone summaryTone(PostmortemState state)
{
    return state == PostmortemState::Approved   ? Tone::Met
           : state == PostmortemState::InReview ? Tone::Medium
                                                : Tone::Neutral;
}

} // namespace

SummaryPage::SummaryPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_banner(new Banner(Banner::Kind::Info, this))
    , m_conflict(new ConflictPanel(this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"postmortemSummary"_s);
    m_conflict->setObjectName(u"summaryConflict"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    m_banner->setObjectName(u"summaryBanner"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_empty = new EmptyState(u"notices"_s, tr("Nothing to summarise yet"),
                             tr("Save a version of the post-mortem first. Its summary is a text of its own for those "
                                "outside: approved by legal, it can be put into notices."),
                             this);
    m_empty->setObjectName(u"summaryEmpty"_s);
    layout->addWidget(m_empty, 1);
    m_work = buildWork();
    layout->addWidget(m_work, 1);
    layout->addWidget(inPlaceOf(m_work, m_conflict), 1);
    connect(m_conflict, &ConflictPanel::decided, this,
            [this](const auto &choices) { decideOnTheirs(choices.value(u"text"_s) == ConflictPanel::Choice::Mine); });
    m_timer->setSingleShot(true);
    m_timer->setInterval(400);
    connect(m_timer, &QTimer::timeout, this, &SummaryPage::look);
    m_draft->watch(
        u"body"_s, [this] { return QJsonValue(summaryBody(typed())); },
        [this](const QJsonValue &v) { setTyped(summaryParagraphs(v.toString())); });
    m_draft->watch(
        u"base"_s, [this] { return QJsonValue(m_base.value); },
        [this](const QJsonValue &v) { m_base = SummaryTextId{v.toInteger()}; });
    m_draft->setEmptyWhen([this] { return typed().isEmpty(); });
    connect(m_draft, &FormDraft::restored, this, [this] {
        refresh();
        look();
        if (isOvertaken())
            read();
    });
    setTyped({});
}

QWidget *SummaryPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(new Label(tr("Summary for notices"), TextStyle::Heading, head));
    m_state = new Chip({}, Tone::Neutral, head);
    m_state->setObjectName(u"summaryState"_s);
    line->addWidget(m_state);
    line->addStretch(1);
    titles->addLayout(line);
    m_what = wrappedLabel({}, TextStyle::SmallMuted, head);
    m_what->setObjectName(u"summaryWhat"_s);
    titles->addWidget(m_what);
    layout->addLayout(titles, 1);
    m_back = new QPushButton(tr("Give back…"), head);
    m_back->setObjectName(u"summaryReturn"_s);
    m_back->setAccessibleName(tr("Give the summary back to its authors"));
    connect(m_back, &QPushButton::clicked, this, &SummaryPage::giveBack);
    layout->addWidget(m_back, 0, Qt::AlignTop);
    m_primary = new QPushButton(head);
    m_primary->setObjectName(u"summaryPrimary"_s);
    connect(m_primary, &QPushButton::clicked, this, &SummaryPage::take);
    layout->addWidget(m_primary, 0, Qt::AlignTop);
    return head;
}

QWidget *SummaryPage::buildWork()
{
    auto *work = new QWidget(this);
    auto *row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_area = new QScrollArea(work);
    plainScroll(m_area);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(8);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(8);
    column->addLayout(m_rows);
    m_add = new QPushButton(tr("Add a paragraph"), content);
    m_add->setObjectName(u"summaryAdd"_s);
    m_add->setAccessibleName(tr("Add a paragraph to the summary"));
    connect(m_add, &QPushButton::clicked, this, [this] {
        addParagraph();
        number();
        m_paragraphs.last()->field()->setFocus(Qt::OtherFocusReason);
    });
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addStretch(1);
    m_area->setWidget(content);
    row->addWidget(m_area, 1);
    auto *side = new QScrollArea(work);
    plainScrollDown(side);
    side->setFixedWidth(kLeakWidth);
    m_card = new LeakCard;
    side->setWidget(m_card);
    row->addWidget(side);
    connect(m_card, &LeakCard::mayStayWanted, this, &SummaryPage::askWhy);
    connect(m_card, &LeakCard::lookedThrough, this, [this](LeakKind kind) {
        act([id = m_details.incident.id, version = m_summary->version,
             kind](Services &s) { return s.summaries.lookedThrough(id, version, kind); },
            tr("Looked through: %1").arg(nameOf(kind)));
    });
    return work;
}

void SummaryPage::refresh()
{
    m_empty->setVisible(!m_hasPostmortem);
    m_work->setVisible(m_hasPostmortem && !m_conflict->isOpen());
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString notAuthor =
        m_details.incident.closedMs > 0
            ? tr("This incident is closed. Reopen it to change the summary.")
            : whyNoRight(Right::WritePostmortem, m_details.incident, {status.person, status.readOnly});
    for (SummaryParagraphCard *card : std::as_const(m_paragraphs))
        card->setReadOnly(!notAuthor.isEmpty());
    number();
    m_add->setEnabled(notAuthor.isEmpty());
    m_add->setToolTip(notAuthor);
    const bool current = m_summary && !isDirty();
    m_card->showLeaks(m_leaks, current ? m_summary->lookedFor : QSet<LeakKind>(), whyNoCheck());
    refreshHead();
}

void SummaryPage::refreshHead()
{
    const PostmortemState state = m_summary ? m_summary->state : PostmortemState::Draft;
    m_state->setVisible(m_summary.has_value());
    m_state->setText(nameOf(state));
    m_state->setTone(summaryTone(state));
    QString what =
        tr("A text of its own, in words for those outside. Once legal approves it, it can be put into notices.");
    if (m_summary && isDirty())
        what = tr("Not saved as a version, kept as a draft.");
    else if (m_summary && state == PostmortemState::Approved)
        what = tr("Approved by %1 at %2: it can be put into notices.")
                   .arg(m_summary->approvedByName, TimeText().full(m_summary->approvedMs));
    else if (m_summary && state == PostmortemState::InReview)
        what = tr("Waits for legal's approval.");
    else if (m_summary && !m_summary->returnRemark.isEmpty())
        what = tr("Given back: %1").arg(m_summary->returnRemark);
    if (m_summary && !m_summary->ofThisPostmortem)
        what += u' ' + tr("The post-mortem has a newer version than the one it was drawn from.");
    m_what->setText(what);
    const Step step = nextStep();
    const QString label = step == Step::Save     ? tr("Save summary")
                          : step == Step::Submit ? tr("Submit to legal")
                          : step == Step::Approve
                              ? (approvesSelf() ? tr("Approve as legal…") : tr("Record legal's approval…"))
                              : QString();
    const QString why = whyNot(step);
    m_primary->setText(label);
    m_primary->setAccessibleName(label);
    m_primary->setVisible(m_hasPostmortem && !label.isEmpty());
    m_primary->setEnabled(!m_busy && m_known && why.isEmpty());
    m_primary->setToolTip(why);
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString notBack = whyNoRight(Right::ApproveNotice, m_details.incident, {status.person, status.readOnly});
    m_back->setVisible(m_summary && state == PostmortemState::InReview && !isDirty());
    m_back->setEnabled(!m_busy && notBack.isEmpty());
    m_back->setToolTip(notBack);
}

} // namespace tocsin
