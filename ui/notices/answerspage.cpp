#include "ui/notices/answerspage.h"

#include "models/items/matterclocks.h"
#include "models/services/workspace.h"
#include "ui/common/clocklabel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/label.h"
#include "ui/common/texttable.h"
#include "ui/common/timetext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

AnswersPage::AnswersPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_table(new TextTable(u"answersTable"_s, tr("Answers and follow-ups"),
                            {tr("State"), tr("What"), tr("Due"), tr("Owner"), tr("From"), tr("Words")}, 0, this))
    , m_record(new QPushButton(tr("Record…"), this))
    , m_settle(new QPushButton(tr("Settle…"), this))
    , m_mailbox(new QPushButton(tr("Returned mail…"), this))
    , m_phase(new QPushButton(tr("Next phase…"), this))
    , m_clock(new ClockLabel(*ui.ticker, ClockSize::Medium, this))
    , m_first(new Label({}, TextStyle::SmallMuted, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto *due = new QHBoxLayout;
    due->setSpacing(12);
    m_clock->setObjectName(u"answersClock"_s);
    m_first->setObjectName(u"answersFirst"_s);
    due->addWidget(m_clock);
    due->addWidget(m_first, 1);
    layout->addLayout(due);
    m_table->setWidths({96, 96, 168, 112, 136, 0});
    m_table->setEmptyText(
        tr("Nothing came back yet, and nothing was said to be not known. Receipts, questions, replies and "
           "returned mail are recorded here."));
    auto *buttons = new FlowLayout; // beside a panel they take two lines
    for (const auto &[button, name, spoken] :
         {std::tuple(m_mailbox, u"answersMailbox"_s, tr("Record returned mail from a mailbox file")),
          std::tuple(m_phase, u"answersPhase"_s, tr("Begin the next phase, which says what was not known")),
          std::tuple(m_settle, u"answersSettle"_s, tr("Answer or move what is selected")),
          std::tuple(m_record, u"answersRecord"_s, tr("Record what came back"))}) {
        button->setObjectName(name);
        button->setAccessibleName(spoken);
        buttons->addWidget(button);
    }
    layout->addLayout(buttons);
    connect(m_record, &QPushButton::clicked, this, &AnswersPage::recordWanted);
    connect(m_mailbox, &QPushButton::clicked, this, &AnswersPage::mailboxWanted);
    connect(m_phase, &QPushButton::clicked, this, &AnswersPage::phaseWanted);
    connect(m_settle, &QPushButton::clicked, this, [this] {
        if (const Matter *m = chosen())
            Q_EMIT settleWanted(*m);
    });
    connect(m_table, &TextTable::currentChanged, this, &AnswersPage::refresh);
    layout->addWidget(m_table, 1);
}

void AnswersPage::showMatters(IncidentId incident, NoticeId notice, const QString &whyNot)
{
    m_incident = incident;
    m_notice = notice;
    m_whyNot = whyNot;
    m_ui.workspace->run<QList<Matter>>(
        this, [incident](Services &s) { return s.matters.ofIncident(incident); },
        [this, incident, notice](const Result<QList<Matter>> &matters) {
            if (matters && incident == m_incident && notice == m_notice)
                take(*matters);
        });
    refresh();
}

void AnswersPage::take(const QList<Matter> &matters)
{
    m_matters.clear();
    m_open = 0;
    QList<TextRow> rows;
    const Matter *first = nullptr;
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (const Matter &m : matters) {
        if (m_notice.isValid() && m.notice != m_notice)
            continue;
        m_matters << m;
        m_open += isOpen(m) ? 1 : 0;
        const bool late = isOpen(m) && m.dueMs > 0 && m.dueMs < now;
        const QString words =
            (m.reference + u' ' + m.words + (m.answer.isEmpty() ? QString() : u" → "_s + m.answer)).trimmed();
        rows.append({{late ? tr("overdue") : nameOf(m.state).section(u':', 0, 0), nameOf(m.kind),
                      m.dueMs > 0 ? TimeText().full(m.dueMs) : QString(), m.ownerName,
                      m.who.isEmpty() ? m.customerName : m.who, words},
                     late            ? Tone::Overdue
                     : isOpen(m)     ? Tone::Medium
                     : isDue(m.kind) ? Tone::Met
                                     : Tone::Neutral,
                     m.id.value});
    }
    for (const Matter &m : std::as_const(m_matters))
        if (isOpen(m) && m.dueMs > 0 && (!first || m.dueMs < first->dueMs))
            first = &m;
    m_clock->setObligations(first ? QList<ObligationFacts>{matterClock(*first)} : QList<ObligationFacts>{});
    m_clock->setVisible(first);
    m_first->setVisible(first);
    if (first)
        m_first->setText(u"%1 · %2 · %3"_s.arg(nameOf(first->kind), first->ownerName, first->words).simplified());
    m_table->setRows(rows);
    refresh();
    Q_EMIT counted();
}

const Matter *AnswersPage::chosen() const
{
    for (const Matter &m : m_matters)
        if (m.id.value == m_table->current())
            return &m;
    return nullptr;
}

void AnswersPage::refresh()
{
    const Matter *m = chosen();
    m_record->setEnabled(m_whyNot.isEmpty());
    m_record->setToolTip(m_whyNot);
    m_mailbox->setEnabled(m_whyNot.isEmpty() && m_ui.files);
    m_mailbox->setToolTip(m_whyNot);
    const bool followUp = std::any_of(m_matters.begin(), m_matters.end(), [](const Matter &each) {
        return each.kind == MatterKind::FollowUp && isOpen(each);
    });
    m_phase->setEnabled(m_whyNot.isEmpty() && followUp);
    m_phase->setToolTip(!m_whyNot.isEmpty() ? m_whyNot : followUp ? QString() : tr("Nothing is to be followed up."));
    m_settle->setEnabled(m_whyNot.isEmpty() && m && isOpen(*m));
    m_settle->setToolTip(!m_whyNot.isEmpty() ? m_whyNot
                         : !m                ? tr("Select something that is open.")
                         : !isOpen(*m)       ? tr("This is settled.")
                                             : QString());
}

} // namespace tocsin
