#include "ui/classification/comparepage.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** One cell: a text on the ground of a difference, or none. */
class Cell : public QWidget
{
public:
    Cell(const QString &text, bool differs, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_differs(differs)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(10, 6, 10, 6);
        auto *label = wrappedLabel(text.isEmpty() ? ComparePage::tr("not asked") : text,
                                   text.isEmpty() ? TextStyle::SmallMuted : TextStyle::Small, this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
        layout->addStretch(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = Theme::current();
        painter.fillRect(rect(), m_differs ? theme.tone(Tone::Medium).ground : theme.surface);
        painter.fillRect(0, height() - 1, width(), 1, theme.line);
    }

private:
    bool m_differs;
};

} // namespace

ComparePage::ComparePage(const UiContext &ui, RunDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_left(new QComboBox)
    , m_right(new QComboBox)
    , m_count(new Label({}, TextStyle::SmallMuted))
    , m_rows(new QWidget)
{
    setObjectName(u"comparePage"_s);
    build();
    for (QComboBox *box : {m_left, m_right})
        connect(box, &QComboBox::currentIndexChanged, this, &ComparePage::showRows);
    connect(m_desk, &RunDesk::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void ComparePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    auto *back = new QPushButton(tr("Back to the wizard"));
    back->setObjectName(u"compareBack"_s);
    back->setAccessibleName(tr("Back to the wizard"));
    connect(back, &QPushButton::clicked, this, &ComparePage::backRequested);
    head->addWidget(new Label(tr("Two runs side by side"), TextStyle::Title));
    head->addStretch(1);
    head->addWidget(m_count);
    head->addWidget(back);
    layout->addLayout(head);
    m_left->setObjectName(u"leftRun"_s);
    m_left->setAccessibleName(tr("Run at the left"));
    m_right->setObjectName(u"rightRun"_s);
    m_right->setAccessibleName(tr("Run at the right"));
    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(8);
    boxes->addWidget(m_left, 1);
    boxes->addWidget(m_right, 1);
    layout->addLayout(boxes);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Answers of both runs"));
    scroll->setWidget(m_rows);
    layout->addWidget(scroll, 1);
}

void ComparePage::refresh()
{
    fillRuns();
    showRows();
    readEntries();
}

void ComparePage::focusFirst()
{
    m_left->setFocus();
}

void ComparePage::fillRuns()
{
    const TimeText time;
    const qint64 now = m_ui.workspace->clock().nowMs();
    const QList<ClassificationRun> &runs = m_desk->runs();
    for (QComboBox *box : {m_left, m_right}) {
        const QSignalBlocker quiet(box);
        const QVariant before = box->currentData();
        box->clear();
        for (const ClassificationRun &r : runs)
            box->addItem(
                tr("Run %1 · %2 · %3").arg(QString::number(r.number), r.startedBy, time.brief(r.startedMs, now)),
                r.id.value);
        const int at = before.isValid() ? box->findData(before) : -1;
        box->setCurrentIndex(at >= 0 ? at : box == m_left && box->count() > 1 ? 1 : 0);
    }
}

const ClassificationRun *ComparePage::run(const QComboBox *box) const
{
    for (const ClassificationRun &r : m_desk->runs())
        if (r.id.value == box->currentData().toLongLong())
            return &r;
    return nullptr;
}

QString ComparePage::answerText(const FactQuestion &question, const ClassificationRun &run) const
{
    const RunAnswer *a = run.answer(question.code);
    if (!a)
        return {};
    QStringList lines{answerNames(question, a->answers)};
    if (!a->note.isEmpty())
        lines << a->note;
    for (const EntryId e : a->evidence)
        lines << u"• "_s + m_entries.value(e.value, tr("entry %1").arg(e.value));
    lines << tr("by %1").arg(a->byName);
    return lines.join(u'\n');
}

QString ComparePage::outcomeText(const ClassificationRun &run) const
{
    if (run.isOpen())
        return tr("in progress: %1").arg(progressText(judge(m_desk->rules(), factsOf(run, m_desk->incident()))));
    const RunFinish &f = *run.finish;
    if (f.setAside)
        return tr("set aside: %1").arg(f.chosenReason);
    QStringList lines{classificationText(f.chosen, f.personalData)};
    if (f.proposed != f.chosen)
        lines << tr("proposed: %1")
                     .arg(f.proposed == Outcome::CustomerReportable ? tr("a declaration") : nameOf(f.proposed));
    if (!f.chosenReason.isEmpty())
        lines << f.chosenReason;
    const OutcomeRule *rule = m_desk->rules().rule(f.rule);
    lines << tr("rule “%1”, rules %2").arg(rule ? rule->name : f.rule, f.ruleVersion);
    return lines.join(u'\n');
}

void ComparePage::addRow(const QString &name, const QString &left, const QString &right)
{
    const auto told = [](const QString &text) { return text.section(u"\nby "_s, 0, 0); };
    const bool differs = told(left) != told(right);
    m_differing += differs ? 1 : 0;
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 6, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(wrappedLabel(name, TextStyle::BodyBold));
    if (differs) {
        auto *chip = new Chip(tr("differs"), Tone::Medium);
        chip->setObjectName(u"differs"_s);
        layout->addWidget(chip, 0, Qt::AlignLeft);
    }
    layout->addStretch(1);
    m_grid->addWidget(head, m_row, 0);
    m_grid->addWidget(new Cell(left, differs), m_row, 1);
    m_grid->addWidget(new Cell(right, differs), m_row, 2);
    ++m_row;
}

void ComparePage::showRows()
{
    auto *fresh = new QWidget;
    m_grid = new QGridLayout(fresh);
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(0, 2);
    m_grid->setColumnStretch(1, 5);
    m_grid->setColumnStretch(2, 5);
    m_row = m_differing = 0;
    const ClassificationRun *left = run(m_left), *right = run(m_right);
    if (left && right) {
        addRow(tr("Outcome"), outcomeText(*left), outcomeText(*right));
        for (const FactQuestion &q : m_desk->rules().questions)
            if (!q.given && (left->answer(q.code) || right->answer(q.code)))
                addRow(q.name, answerText(q, *left), answerText(q, *right));
        const auto names = [](const ClassificationRun &r) {
            QStringList list;
            for (const RunParticipant &p : r.participants)
                list << p.name;
            list.sort();
            return list.isEmpty() ? ComparePage::tr("nobody yet") : list.join(u", "_s);
        };
        addRow(tr("Who took part"), names(*left), names(*right));
    }
    m_grid->setRowStretch(m_row, 1);
    m_count->setText(m_differing == 0   ? tr("Nothing differs")
                     : m_differing == 1 ? tr("One row differs")
                                        : tr("%1 rows differ").arg(m_differing));
    auto *scroll = findChild<QScrollArea *>();
    scroll->setWidget(fresh);
    fresh->show();
    m_rows = fresh;
}

void ComparePage::readEntries()
{
    QList<EntryId> wanted;
    for (const ClassificationRun &r : m_desk->runs())
        for (const RunAnswer &a : r.answers)
            for (const EntryId e : a.evidence)
                if (!m_entries.contains(e.value) && !wanted.contains(e))
                    wanted << e;
    if (wanted.isEmpty())
        return;
    m_ui.workspace->run<QList<TimelineEntry>>(
        this,
        [wanted](Services &s) {
            QList<TimelineEntry> list;
            for (const EntryId e : wanted)
                if (auto entry = s.timeline.entry(e))
                    list << *entry;
            return Result<QList<TimelineEntry>>(list);
        },
        [this](const Result<QList<TimelineEntry>> &entries) {
            if (!entries)
                return;
            const TimeText time;
            for (const TimelineEntry &e : *entries)
                m_entries.insert(e.id.value, u"%1 %2"_s.arg(time.brief(e.atMs, m_ui.workspace->clock().nowMs()),
                                                            e.text.simplified().left(90)));
            showRows();
        });
}

} // namespace tocsin
