#include "ui/classification/comparepage.h"

#include "models/services/workspace.h"
#include "ui/common/chippaint.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowHeight = 28;
constexpr int kMarkColumn = 3;
constexpr int kMarkWidth = 88;
constexpr int kCellPadding = 16;
constexpr int kBesideMark = 12; ///< what the frame and the first cell take of the width

/** The word "differs" as a chip, at the end of a line. */
class MarkDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem plain = option;
        initStyleOption(&plain, index);
        const QString text = plain.text;
        plain.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
        if (!text.isEmpty())
            paintTextChip(*painter, {option.rect.left() + 4, option.rect.center().y() - kChipHeight / 2 + 1}, text,
                          Tone::Medium, option.rect.width() - 8);
    }
};

/** What a line of the table says of a text: its first line. */
QString firstLine(const QString &text)
{
    return text.isEmpty() ? ComparePage::tr("not asked") : text.section(u'\n', 0, 0);
}

} // namespace

ComparePage::ComparePage(const UiContext &ui, RunDesk *desk, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_left(new QComboBox)
    , m_right(new QComboBox)
    , m_count(new Label({}, TextStyle::SmallMuted))
    , m_table(new QTableWidget(0, 4))
    , m_name(new Label({}, TextStyle::BodyBold))
    , m_leftText(wrappedLabel({}, TextStyle::Small))
    , m_rightText(wrappedLabel({}, TextStyle::Small))
{
    setObjectName(u"comparePage"_s);
    build();
    for (QComboBox *box : {m_left, m_right})
        connect(box, &QComboBox::currentIndexChanged, this, &ComparePage::showRows);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ComparePage::showDetail);
    connect(m_desk, &RunDesk::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void ComparePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 16);
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
    buildTable();
    layout->addWidget(m_table);
    layout->addWidget(buildDetail(), 1);
}

void ComparePage::buildTable()
{
    m_table->setObjectName(u"comparedAnswers"_s);
    m_table->setAccessibleName(tr("Answers of both runs"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(kMarkColumn, new MarkDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(kRowHeight);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    QHeaderView *head = m_table->horizontalHeader();
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int column : {0, 1, 2})
        head->setSectionResizeMode(column, QHeaderView::Stretch);
    head->setSectionResizeMode(kMarkColumn, QHeaderView::Fixed);
    m_table->setColumnWidth(kMarkColumn, kMarkWidth);
}

QWidget *ComparePage::buildDetail()
{
    auto *detail = new QWidget;
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins({});
    auto *content = new QWidget;
    auto *both = new QHBoxLayout(content); // beneath the columns of the table
    both->setContentsMargins(kCellPadding, 0, kMarkWidth - kBesideMark, 0);
    both->setSpacing(0);
    for (Label *label : {m_name, m_leftText, m_rightText}) {
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        label->setContentsMargins(0, 0, kCellPadding, 0);
        label->setWordWrap(true);
        both->addWidget(label, 1, Qt::AlignTop);
    }
    for (Label *label : {m_leftText, m_rightText})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_leftText->setObjectName(u"comparedLeft"_s);
    m_rightText->setObjectName(u"comparedRight"_s);
    auto *scroll = new QScrollArea; // for who wrote pages
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("The chosen line in full"));
    scroll->setObjectName(u"comparedDetail"_s);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    return detail;
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

QList<ComparePage::Line> ComparePage::lines(const ClassificationRun &left, const ClassificationRun &right) const
{
    QList<Line> list;
    const auto add = [&list](const QString &name, const QString &l, const QString &r) {
        list << Line{name, l, r, l != r};
    };
    add(tr("Outcome"), outcomeText(left), outcomeText(right));
    // Who said it stands there too; the same said by somebody else is no difference.
    const auto signedBy = [](const QString &text, const RunAnswer *a) {
        return a ? text + u'\n' + ComparePage::tr("by %1").arg(a->byName) : text;
    };
    for (const FactQuestion &q : m_desk->rules().questions) {
        const RunAnswer *l = left.answer(q.code), *r = right.answer(q.code);
        if (q.given || (!l && !r))
            continue;
        add(q.name, answerText(q, left), answerText(q, right));
        list.last().left = signedBy(list.last().left, l);
        list.last().right = signedBy(list.last().right, r);
    }
    const auto names = [](const ClassificationRun &r) {
        QStringList people;
        for (const RunParticipant &p : r.participants)
            people << p.name;
        people.sort();
        return people.isEmpty() ? ComparePage::tr("nobody yet") : people.join(u", "_s);
    };
    add(tr("Who took part"), names(left), names(right));
    return list;
}

void ComparePage::showRows()
{
    const ClassificationRun *left = run(m_left), *right = run(m_right);
    m_lines = left && right ? lines(*left, *right) : QList<Line>();
    const QSignalBlocker quiet(m_table);
    const QString before = m_table->currentRow() >= 0 ? m_table->item(m_table->currentRow(), 0)->text() : QString();
    m_table->setHorizontalHeaderLabels({tr("Question"), left ? tr("Run %1").arg(left->number) : QString(),
                                        right ? tr("Run %1").arg(right->number) : QString(), QString()});
    m_table->setRowCount(static_cast<int>(m_lines.size()));
    int differing = 0, chosen = -1;
    for (int row = 0; row < m_lines.size(); ++row) {
        const Line &line = m_lines.at(row);
        const QStringList cells{line.name, firstLine(line.left), firstLine(line.right),
                                line.differs ? tr("differs") : QString()};
        for (int column = 0; column < cells.size(); ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setFont(line.differs ? bodyBoldFont() : bodyFont());
            item->setToolTip(column == kMarkColumn ? QString() : cells.at(column));
            m_table->setItem(row, column, item);
        }
        differing += line.differs ? 1 : 0;
        if (line.name == before || (chosen < 0 && before.isEmpty() && line.differs))
            chosen = row;
    }
    m_count->setText(differing == 0   ? tr("Nothing differs")
                     : differing == 1 ? tr("One row differs")
                                      : tr("%1 rows differ").arg(differing));
    if (!m_lines.isEmpty())
        m_table->setCurrentCell(qMax(0, chosen), 0);
    m_table->updateGeometry();
    showDetail();
}

void ComparePage::showDetail()
{
    const int row = m_table->currentRow();
    const Line line = row >= 0 && row < m_lines.size() ? m_lines.at(row) : Line();
    m_name->setText(line.name);
    m_leftText->setText(line.name.isEmpty() || !line.left.isEmpty() ? line.left : tr("not asked"));
    m_rightText->setText(line.name.isEmpty() || !line.right.isEmpty() ? line.right : tr("not asked"));
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
