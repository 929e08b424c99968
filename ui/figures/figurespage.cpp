#include "ui/figures/figurespage.h"

#include "models/domain/csv.h"
#include "models/domain/obligation.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/figures/figuretable.h"
#include "ui/figures/spreadchart.h"
#include "ui/theme/icons.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStandardPaths>
#include <QTimeZone>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

enum Period { AllTime, ThisQuarter, FourQuarters, ThisYear };

/** The first instant of the quarter that a day is in, so many quarters before, in UTC as the figures count. */
qint64 quarterStart(QDate day, int before)
{
    const QDate first(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    return first.addMonths(-3 * before).startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
}

Result<void> writeCsv(const QString &path, const QList<FigureLine> &lines)
{
    QSaveFile file(path);
    const bool open = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    CsvWriter csv(file);
    if (open) {
        csv.write(figureCsvHeader());
        for (const FigureLine &line : lines)
            csv.write(figureCsvCells(line));
    }
    if (!open || csv.failed() || !file.commit())
        return failure(
            ErrorKind::Full,
            FiguresPage::tr("%1 could not be written: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
    return {};
}

Card *chartCard(const QString &title, const QString &note, SpreadChart *chart)
{
    auto *card = new Card(title);
    card->setNote(note);
    card->body()->addWidget(chart);
    card->body()->addStretch(1);
    return card;
}

} // namespace

FiguresPage::FiguresPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    setObjectName(u"figures-page"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(buildHead());
    m_banner = new Banner;
    m_banner->setObjectName(u"figure-banner"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    layout->addWidget(buildTools());
    m_stack = new QStackedLayout;
    layout->addLayout(m_stack, 1);
    auto *loading = new Label(tr("Reading the figures…"), TextStyle::Muted);
    loading->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(loading);
    m_stack->addWidget(buildFigures());
    m_empty = new EmptyState(u"figures"_s, {}, {});
    m_stack->addWidget(m_empty);
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (isVisible() && (changes.everything || !changes.incidents.isEmpty()))
            read();
    });
    refresh();
}

QWidget *FiguresPage::buildHead()
{
    auto *place = new QWidget(this);
    auto *head = new QHBoxLayout(place);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("Figures"), TextStyle::Title));
    titles->addWidget(wrappedLabel(tr("As early as possible is the rule, 72 hours the limit: hours from detection to "
                                      "declaration, and from declaration to the notices that met each obligation."),
                                   TextStyle::SmallMuted));
    head->addLayout(titles, 1);
    m_export = new QPushButton(icon(u"export"), tr("Export CSV…"));
    m_export->setObjectName(u"figure-export"_s);
    m_export->setAccessibleName(tr("Export the figures as CSV"));
    connect(m_export, &QPushButton::clicked, this, &FiguresPage::chooseFile, Qt::QueuedConnection);
    head->addWidget(m_export, 0, Qt::AlignTop);
    return place;
}

QWidget *FiguresPage::buildTools()
{
    auto *place = new QWidget(this);
    auto *tools = new QHBoxLayout(place);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(8);
    m_period = new QComboBox;
    m_period->setObjectName(u"figure-period"_s);
    m_period->setAccessibleName(tr("Declared in"));
    m_period->addItems({tr("All time"), tr("This quarter"), tr("The last four quarters"), tr("This year")});
    connect(m_period, &QComboBox::currentIndexChanged, this, &FiguresPage::read);
    tools->addWidget(m_period);
    auto *groups = new QButtonGroup(this);
    const QPair<FigureGroup, QString> ways[] = {{FigureGroup::Severity, tr("By severity")},
                                                {FigureGroup::Quarter, tr("By quarter")},
                                                {FigureGroup::Source, tr("By source")}};
    for (const auto &[group, text] : ways) {
        auto *button = new QPushButton(text);
        button->setObjectName(u"figures-by-"_s + codeOf(group));
        button->setAccessibleName(text);
        button->setCheckable(true);
        button->setChecked(group == m_group);
        groups->addButton(button);
        connect(button, &QPushButton::clicked, this, [this, g = group] { choose(g); });
        tools->addWidget(button);
    }
    m_exercises = new QPushButton(tr("Exercises"));
    m_exercises->setObjectName(u"figure-exercises"_s);
    m_exercises->setAccessibleName(tr("Exercises instead of real incidents"));
    m_exercises->setCheckable(true);
    connect(m_exercises, &QPushButton::toggled, this, &FiguresPage::read);
    tools->addWidget(m_exercises);
    tools->addStretch(1);
    return place;
}

QWidget *FiguresPage::buildFigures()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(12);
    m_declarations = new SpreadChart(tr("Hours from detection to declaration"));
    m_declarations->setObjectName(u"chart-declarations"_s);
    m_notices = new SpreadChart(tr("Hours from declaration to each notice"));
    m_notices->setObjectName(u"chart-notices"_s);
    charts->addWidget(chartCard(tr("Detection to declaration"), tr("median at the right"), m_declarations), 1);
    charts->addWidget(chartCard(tr("Declaration to notice"), tr("dashed: 72 hours"), m_notices), 1);
    layout->addLayout(charts);
    auto *card = new Card;
    m_table = new FigureTable;
    card->setView(m_table);
    layout->addWidget(card);
    auto *note = wrappedLabel(tr("The median of an even number is the middle of the two in the middle. 90 of 100: the "
                                 "smallest span that at least nine in ten do not exceed (nearest rank). Quarters are "
                                 "those of the declaration, in UTC."),
                              TextStyle::FinePrint);
    layout->addWidget(note);
    layout->addStretch(1);
    auto *scroll = new QScrollArea;
    plainScrollDown(scroll);
    scroll->setWidget(content);
    return scroll;
}

FigureFilter FiguresPage::filter() const
{
    FigureFilter filter;
    filter.exercises = m_exercises->isChecked();
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_ui.workspace->clock().nowMs(), Qt::UTC).date();
    if (m_period->currentIndex() == ThisQuarter)
        filter.fromMs = quarterStart(today, 0);
    else if (m_period->currentIndex() == FourQuarters)
        filter.fromMs = quarterStart(today, 3);
    else if (m_period->currentIndex() == ThisYear)
        filter.fromMs = quarterStart(QDate(today.year(), 1, 1), 0);
    return filter;
}

void FiguresPage::activate()
{
    read();
}

void FiguresPage::read()
{
    m_ui.workspace->runLong<QList<FigureLine>>(
        this, [f = filter()](Services &s) { return s.figures.lines(f); },
        [this, query = ++m_query](const Result<QList<FigureLine>> &lines) {
            if (query != m_query)
                return;
            if (!lines) {
                m_banner->show(Banner::Kind::Error, lines.error().userText);
                return;
            }
            m_read = true;
            m_lines = *lines;
            refresh();
        });
}

void FiguresPage::choose(FigureGroup group)
{
    m_group = group;
    refresh();
}

void FiguresPage::refresh()
{
    const bool narrowed = m_period->currentIndex() != AllTime || m_exercises->isChecked();
    m_empty->setTitle(narrowed ? tr("Nothing was declared in this selection") : tr("Nothing was declared yet"));
    m_empty->setText(narrowed ? tr("Choose another period, or real incidents instead of exercises.")
                              : tr("With the first declaration, the hours from detection to it stand here, and those "
                                   "to each notice that follows."));
    m_export->setEnabled(!m_lines.isEmpty());
    m_stack->setCurrentIndex(!m_read ? 0 : m_lines.isEmpty() ? 2 : 1);
    QList<FigureLine> shown;
    QList<SpreadRow> declarations;
    QList<SpreadRow> notices;
    for (const FigureLine &line : std::as_const(m_lines)) {
        const bool whole = line.group == FigureGroup::All;
        if (!whole && line.group != m_group)
            continue;
        shown << line;
        declarations << SpreadRow{line.name, line.toDeclaration, whole};
        notices << SpreadRow{line.name, line.toNotice, whole};
    }
    m_declarations->setRows(declarations, 0);
    m_notices->setRows(notices, kCommitmentMs);
    m_table->setLines(shown);
}

void FiguresPage::chooseFile()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto *dialog =
        new QFileDialog(this, tr("Export the figures"), folder.filePath(u"figures.csv"_s), tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &FiguresPage::exportTo);
    dialog->open();
}

void FiguresPage::exportTo(const QString &path)
{
    m_ui.workspace->runLong<void>(
        this, [path, lines = m_lines](Services &) { return writeCsv(path, lines); },
        [this, path](const Result<void> &written) {
            if (written)
                m_banner->show(Banner::Kind::Success, tr("Written to %1.").arg(QDir::toNativeSeparators(path)));
            else
                m_banner->show(Banner::Kind::Error, written.error().userText);
        });
}

} // namespace tocsin
