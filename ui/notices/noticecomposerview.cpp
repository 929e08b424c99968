// How the composer is laid out and what it shows; noticecomposer.cpp has what it does.
#include "ui/notices/noticecomposer.h"

#include "models/services/noticesending.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/clocklabel.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/frontpage.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/contentchecklist.h"
#include "ui/notices/formpage.h"
#include "ui/notices/messagetable.h"
#include "ui/notices/noticehistory.h"
#include "ui/notices/noticepanel.h"
#include "ui/notices/noticepath.h"
#include "ui/notices/noticetext.h"
#include "ui/notices/outboxbar.h"
#include "ui/notices/recipientlist.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kSideWidth = 240;
constexpr int kRightWidth = 280;
constexpr int kNarrowSide = 208; ///< the text between them has to be written too
constexpr int kNarrowRight = 248;
constexpr int kLeastPanel = 340;
constexpr int kRoomForAll = 1000;  ///< for text, recipients and a panel
constexpr int kRoomForTable = 800; ///< beside the recipients

/** A column of the composer: padding, less at the right where a scroll bar stands. */
QWidget *column(QWidget *content, int right, QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(16, 12, right, 12);
    layout->addWidget(content);
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::Base);
    return widget;
}

QWidget *verticalLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::NoFrame);
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

} // namespace

NoticeComposer::NoticeComposer(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
{
    build();
    watchDraft();
    connect(m_subject, &QLineEdit::textChanged, this, &NoticeComposer::onEdited);
    connect(m_editor, &MarkdownEditor::edited, this, &NoticeComposer::onEdited);
    connect(m_checklist, &ContentChecklist::edited, this, &NoticeComposer::onEdited);
    connect(m_checklist, &ContentChecklist::jumpWanted, this, &NoticeComposer::jumpTo);
    connect(m_checklist, &ContentChecklist::scopeWanted, this, &NoticeComposer::scopeWanted);
    connect(m_checklist, &ContentChecklist::reasonsWanted, this, &NoticeComposer::insertReasons);
    connect(m_recipients, &RecipientList::scopeWanted, this, &NoticeComposer::scopeWanted);
    connect(m_recipients, &RecipientList::byHandWanted, this, &NoticeComposer::tellByHand);
    connect(m_messages, &MessageTable::deliveryWanted, this, [this] { take(Step::Deliver); });
    connect(m_messages, &MessageTable::failed, this, &NoticeComposer::showError);
    refresh();
}

void NoticeComposer::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    m_banner = new Banner(Banner::Kind::Info, this);
    m_banner->setClosable(true);
    m_banner->hide();
    auto *banner = new QVBoxLayout;
    banner->setContentsMargins(16, 0, 16, 0);
    banner->addWidget(m_banner);
    layout->addLayout(banner);
    auto *line = new QFrame(this);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addSpacing(8);
    layout->addWidget(line);
    auto *work = new QWidget(this);
    auto *columns = new QHBoxLayout(work);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_recipients = new RecipientList(this);
    m_left = new QWidget(this);
    auto *left = new QHBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(column(m_recipients, 16, m_left), 1);
    left->addWidget(verticalLine(m_left));
    columns->addWidget(m_left);
    columns->addWidget(buildMiddle(), 1);
    columns->addWidget(verticalLine(this));
    columns->addWidget(buildRight());
    layout->addWidget(work, 1);
    m_conflict = new ConflictPanel(this);
    connect(m_conflict, &ConflictPanel::decided, this, &NoticeComposer::takeDecision);
    QWidget *place = inPlaceOf(work, m_conflict);
    place->setContentsMargins(16, 8, 16, 8);
    layout->addWidget(place, 1);
}

QWidget *NoticeComposer::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 10, 16, 0);
    layout->setSpacing(8);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    auto *back = new QToolButton(head);
    back->setObjectName(u"noticeBack"_s);
    back->setIcon(icon(u"arrow-left"));
    back->setAccessibleName(tr("Back to the notices"));
    back->setToolTip(tr("Back to the notices (Alt+Up)"));
    back->setAutoRaise(true);
    connect(back, &QToolButton::clicked, this, &NoticeComposer::backWanted);
    auto *shortcut = new QShortcut(QKeySequence(u"Alt+Up"_s), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &NoticeComposer::backWanted);
    top->addWidget(back);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(1);
    m_kind = new ElidedLabel({}, TextStyle::SmallMuted, head);
    m_title = new ElidedLabel({}, TextStyle::Heading, head);
    titles->addWidget(m_kind);
    titles->addWidget(m_title);
    top->addLayout(titles, 1);
    m_clock = new ClockLabel(*m_ui.ticker, ClockSize::Medium, head);
    top->addWidget(m_clock);
    m_secondary = new QPushButton(head);
    m_secondary->setObjectName(u"noticeSecondary"_s);
    connect(m_secondary, &QPushButton::clicked, this, [this] { take(otherStep()); });
    top->addWidget(m_secondary);
    m_primary = new QPushButton(head);
    m_primary->setObjectName(u"noticePrimary"_s);
    m_primary->setProperty("primary", true);
    connect(m_primary, &QPushButton::clicked, this, [this] { take(nextStep()); });
    top->addWidget(m_primary);
    layout->addLayout(top);
    m_path = new NoticePath(head);
    m_path->setObjectName(u"noticePath"_s);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(12);
    m_tabs = new QTabBar(head);
    m_tabs->setObjectName(u"noticeTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the notice"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    for (const QString &name :
         {tr("Text"), tr("Messages"), tr("History"), tr("Recipients"), tr("Versions"), tr("Answers"), tr("Form")})
        m_tabs->addTab(name);
    connect(m_tabs, &QTabBar::currentChanged, this, &NoticeComposer::choosePage);
    bottom->addWidget(m_tabs);
    bottom->addStretch(1);
    bottom->addWidget(m_path);
    layout->addLayout(bottom);
    return head;
}

QWidget *NoticeComposer::buildMiddle()
{
    m_pages = new QStackedWidget(this);
    m_messages = new MessageTable(m_ui, m_pages);
    m_outbox = new OutboxBar(m_ui, m_pages);
    m_history = new NoticeHistory(m_pages);
    m_pages->addWidget(buildText());
    for (QWidget *page : {static_cast<QWidget *>(m_messages), static_cast<QWidget *>(m_history)}) {
        auto *frame = new QWidget(m_pages);
        auto *layout = new QVBoxLayout(frame);
        layout->setContentsMargins(16, 12, 16, 12);
        if (page == m_messages)
            layout->addWidget(m_outbox);
        layout->addWidget(page, 1);
        m_pages->addWidget(frame);
    }
    connect(m_messages, &MessageTable::decisionWanted, this, [this] { decideOn(m_messages->chosen().value(0)); });
    connect(m_outbox, &OutboxBar::callBackWanted, this, [this] { decideOn({}); });
    connect(m_outbox, &OutboxBar::failed, this, &NoticeComposer::showError);
    connect(m_outbox, &OutboxBar::acted, this, [this] {
        read();
        Q_EMIT acted();
    });
    m_checklist = new ContentChecklist(this); // the parts of the notice tell it what they find
    buildParts();
    askForFrontPage(m_pages);
    connect(m_messages, &MessageTable::chosenChanged, this, [this] {
        if (m_panel)
            m_panel->choose(m_messages->chosen());
    });
    return m_pages;
}

QWidget *NoticeComposer::buildText()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 12, 16, 10);
    layout->setSpacing(8);
    m_subject = new QLineEdit(page);
    m_subject->setObjectName(u"noticeSubject"_s);
    m_subject->setAccessibleName(tr("Subject"));
    m_subject->setPlaceholderText(tr("Subject"));
    m_subject->setMaxLength(200);
    layout->addWidget(m_subject);
    m_subjectError = wrappedLabel({}, TextStyle::Error, page);
    m_subjectError->hide();
    layout->addWidget(m_subjectError);
    m_editor = new MarkdownEditor(tr("Text of the notice"), u"noticeBody"_s, page);
    m_previewAs = new QComboBox(page);
    m_previewAs->setObjectName(u"previewAs"_s);
    m_previewAs->setAccessibleName(tr("Show the preview as this recipient gets it"));
    m_previewAs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_previewAs->setMinimumContentsLength(14);
    m_previewAs->hide();
    m_editor->bar()->insertWidget(m_editor->bar()->count() - 1, m_previewAs);
    m_insertSummary = new QToolButton(page);
    m_insertSummary->setObjectName(u"insertSummary"_s);
    m_insertSummary->setText(tr("Insert summary"));
    m_insertSummary->setAccessibleName(tr("Insert the approved summary of the post-mortem"));
    connect(m_insertSummary, &QToolButton::clicked, this, &NoticeComposer::insertSummary);
    m_editor->bar()->insertWidget(m_editor->bar()->count() - 1, m_insertSummary);
    m_editor->setFilledFields(recipientPlaceholders());
    m_editor->setPreviewFilter([this](const QString &source) { return previewText(source); });
    connect(m_previewAs, &QComboBox::currentIndexChanged, m_editor, &MarkdownEditor::refreshPreview);
    connect(m_editor, &MarkdownEditor::previewChanged, this, [this](bool preview) {
        m_previewAs->setVisible(preview && m_previewAs->count() > 0);
        m_insertSummary->setVisible(!preview); // the bar is short, and there is nothing to insert into
    });
    layout->addWidget(m_editor, 1);
    auto *foot = new QHBoxLayout;
    m_words = new Label({}, TextStyle::SmallMuted, page);
    m_words->setObjectName(u"noticeWords"_s);
    m_saved = new ElidedLabel({}, TextStyle::SmallMuted, page);
    m_saved->setObjectName(u"noticeSaved"_s);
    m_saved->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    foot->addWidget(m_words);
    foot->addWidget(m_saved, 1);
    layout->addLayout(foot);
    return page;
}

QWidget *NoticeComposer::buildRight()
{
    m_right = new QStackedWidget(this);
    m_right->addWidget(column(m_checklist, 8, m_right));
    return m_right;
}

void NoticeComposer::choosePage(int page)
{
    if (m_tabs->currentIndex() != page)
        m_tabs->setCurrentIndex(page); // comes back here
    m_pages->setCurrentIndex(page);
    arrangeColumns();
}

/** What the text must say belongs beside the text; the tables have more to show, most of all beside a panel. */
void NoticeComposer::arrangeColumns()
{
    const bool text = m_pages->currentIndex() == TextPage;
    m_right->setVisible(m_panel || text);
    m_left->setVisible(m_panel
                           ? text && width() >= kRoomForAll
                           : text || (m_details.notice.audience == Audience::Customers && width() >= kRoomForTable));
    const bool narrow = width() < kRoomForTable;
    m_left->setFixedWidth(narrow ? kNarrowSide : kSideWidth);
    if (!m_panel) {
        m_right->setFixedWidth(narrow ? kNarrowRight : kRightWidth);
        return;
    }
    const int room = width() - 1 - (m_left->isHidden() ? 0 : m_left->width()) - m_pages->minimumSizeHint().width();
    m_right->setFixedWidth(qMin(m_panel->preferredWidth(), qMax(kLeastPanel, room)));
}

void NoticeComposer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeColumns();
}

void NoticeComposer::jumpTo(const QStringList &places)
{
    choosePage(TextPage);
    const QString text = m_editor->markdown();
    for (const QString &place : places) {
        if (text.contains(place, Qt::CaseInsensitive)) {
            m_editor->jumpTo(place);
            return;
        }
        if (m_subject->text().contains(place, Qt::CaseInsensitive)) {
            m_subject->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_editor->jumpTo({});
}

void NoticeComposer::refresh()
{
    refreshHead();
    refreshPages();
}

bool NoticeComposer::approvesSelf() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return m_details.notice.audience != Audience::Internal && !status.readOnly &&
           mayDo(status.person.roles, Right::ApproveNotice, false) && m_details.text.author != status.person.id;
}

void NoticeComposer::refreshHead()
{
    const Notice &n = m_details.notice;
    m_kind->setText(
        m_loaded ? u"%1 · %2 · %3"_s.arg(m_incident.incident.reference(), noticeKind(n), tr("no. %1").arg(n.number))
                 : QString());
    m_title->setText(m_loaded ? m_details.text.draft.subject : tr("Reading the notice…"));
    m_path->setState(n.state);
    m_path->setVisible(m_loaded);
    m_clock->setObligations(clocksFor(n.audience, m_incident.obligations));
    const Step step = nextStep();
    QString label;
    switch (step) {
    case Step::Save:
        label = n.state == NoticeState::Draft ? tr("Save version") : tr("Save as a new version");
        break;
    case Step::Submit:
        label = n.audience == Audience::Internal ? tr("Submit for approval") : tr("Submit to legal");
        break;
    case Step::Approve:
        label = n.audience == Audience::Internal ? tr("Approve…")
                : approvesSelf()                 ? tr("Approve as legal…")
                                                 : tr("Record legal's approval…");
        break;
    case Step::Send:
        label = n.state == NoticeState::Queued ? tr("Continue sending…") : tr("Send…");
        break;
    case Step::Deliver:
        label = tr("Record delivery…");
        break;
    case Step::Return:
    case Step::None:
        break;
    }
    const QString why = whyNot(step);
    m_primary->setText(label);
    m_primary->setAccessibleName(label);
    m_primary->setVisible(!label.isEmpty() && !m_panel);
    m_primary->setEnabled(!m_busy && why.isEmpty());
    m_primary->setToolTip(!why.isEmpty() ? why
                          : step == Step::Save && n.state != NoticeState::Draft
                              ? tr("The notice becomes a draft again and needs a new review.")
                              : QString());
    const Step other = otherStep();
    const QString whyOther = whyNot(other);
    m_secondary->setVisible(other != Step::None && !m_panel);
    m_secondary->setText(other == Step::Return    ? tr("Return to author…")
                         : other == Step::Deliver ? tr("Record delivery…")
                                                  : tr("Send again…"));
    m_secondary->setAccessibleName(m_secondary->text());
    m_secondary->setEnabled(!m_busy && whyOther.isEmpty());
    m_secondary->setToolTip(whyOther);
}

void NoticeComposer::refreshPages()
{
    const bool editable = isEditable();
    m_subject->setReadOnly(!editable);
    m_editor->setReadOnly(!editable);
    m_editor->setLanguage(m_details.notice.language);
    m_checklist->setReadOnly(!editable);
    m_form->setReadOnly(!editable);
    m_pages->setEnabled(m_loaded);
    const QStringList open = openFields(typed());
    m_checklist->setPlaceholders(open);
    m_checklist->setLate(m_late.late, m_late.reasons);
    m_checklist->setAlsoRequired(m_theirs.required, m_theirs.layers);
    m_checklist->setUnreachable(m_details.notice.audience == Audience::Customers ? unreachableNames(m_details.scope)
                                                                                 : QStringList());
    const int words = m_editor->wordCount();
    m_words->setText(open.isEmpty()     ? tr("%1 words · all fields filled").arg(words)
                     : open.size() == 1 ? tr("%1 words · 1 field open").arg(words)
                                        : tr("%1 words · %2 fields open").arg(words).arg(open.size()));
    const qint64 at = m_details.text.atMs;
    QString saved;
    if (m_loaded && isDirty())
        saved = tr("Changed since the version of %1; kept as a draft").arg(TimeText().shortTime(at));
    else if (m_loaded)
        saved = tr("Version of %1 by %2").arg(TimeText().full(at), m_details.text.authorName);
    m_saved->setText(saved);
    m_saved->setToolTip(m_loaded ? TimeText().both(at) : QString());
    m_tabs->setTabText(MessagesPage, m_details.messages.isEmpty() ? tr("Messages")
                                                                  : tr("Messages %1").arg(m_details.messages.size()));
    m_tabs->setTabText(HistoryPage,
                       m_details.steps.isEmpty() ? tr("History") : tr("History %1").arg(m_details.steps.size()));
    m_messages->setByMail(m_details.order.byMail());
    m_outbox->show(m_details, m_incident.incident);
    m_tabs->setTabEnabled(MessagesPage, !m_details.messages.isEmpty());
}

} // namespace tocsin
