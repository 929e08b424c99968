#include "ui/postmortem/postmortemspage.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/postmortem/causechart.h"
#include "ui/postmortem/rowtable.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

RowTable::Row postmortemRow(const PostmortemLine &line)
{
    RowTable::Row row;
    row.key = line.incident.value;
    const bool approved = line.version > 0 && line.state == PostmortemState::Approved;
    row.chip = line.version == 0                                          ? PostmortemsPage::tr("Owed")
               : line.state == PostmortemState::InReview && line.reviewed ? PostmortemsPage::tr("Reviewed")
                                                                          : nameOf(line.state);
    row.tone = line.version == 0                         ? Tone::High
               : approved                                ? Tone::Met
               : line.state == PostmortemState::InReview ? Tone::Medium
                                                         : Tone::Neutral;
    row.settled = approved && line.closed;
    QStringList open;
    if (line.openComments > 0)
        open << (line.openComments == 1 ? PostmortemsPage::tr("one comment")
                                        : PostmortemsPage::tr("%1 comments").arg(line.openComments));
    if (line.openQuestions > 0)
        open << (line.openQuestions == 1 ? PostmortemsPage::tr("one question")
                                         : PostmortemsPage::tr("%1 questions").arg(line.openQuestions));
    row.cells = {line.reference, line.title, line.authorNames, open.join(u", "_s), TimeText().full(line.atMs)};
    row.tips = {{}, {}, {}, {}, line.atMs > 0 ? TimeText().both(line.atMs) : QString()};
    return row;
}

} // namespace

PostmortemsPage::PostmortemsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_exercises(new QCheckBox(tr("Show &exercises"), this))
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_figures(new Card(tr("By kind of root cause"), this))
    , m_chart(new CauseChart(m_figures))
    , m_sums(wrappedLabel({}, TextStyle::SmallMuted, m_figures))
    , m_export(new QPushButton(tr("Save as CSV…"), m_figures))
    , m_card(new Card({}, this))
    , m_table(new RowTable({tr("State"), tr("Incident"), tr("Title"), tr("Authors"), tr("Open"), tr("Last saved")},
                           {104, 88, 240, 168, 168, 168}, 2, m_card))
    , m_empty(new EmptyState(u"postmortems"_s, tr("No post-mortems"),
                             tr("A data breach owes one; any incident may have one. It is begun in the incident, and "
                                "stands here for whoever may read it."),
                             this))
{
    setObjectName(u"postmortems-page"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(12);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("Post-mortems"), TextStyle::Title, this));
    titles->addWidget(
        wrappedLabel(tr("Highly confidential: here stand those that you may read, and the data breaches that "
                        "owe one."),
                     TextStyle::SmallMuted, this));
    head->addLayout(titles, 1);
    m_exercises->setObjectName(u"postmortemsExercises"_s);
    m_exercises->setAccessibleName(tr("Show exercises"));
    connect(m_exercises, &QCheckBox::toggled, this, &PostmortemsPage::read);
    head->addWidget(m_exercises, 0, Qt::AlignTop);
    layout->addLayout(head);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_export->setObjectName(u"postmortemsExport"_s);
    m_export->setAccessibleName(tr("Save the figures as CSV"));
    m_export->setToolTip(tr("It goes to the record of each of these incidents"));
    connect(m_export, &QPushButton::clicked, this, &PostmortemsPage::exportFigures, Qt::QueuedConnection);
    m_figures->header()->addWidget(m_export);
    m_figures->body()->addWidget(m_chart);
    m_figures->body()->addWidget(m_sums);
    m_figures->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_figures->hide();
    layout->addWidget(m_figures);
    m_table->setObjectName(u"postmortemsTable"_s);
    m_table->setAccessibleName(tr("Post-mortems, the last saved first"));
    m_card->setView(m_table);
    layout->addWidget(m_card, 1);
    m_empty->setObjectName(u"postmortemsEmpty"_s);
    layout->addWidget(m_empty, 1);
    m_card->hide();
    m_empty->hide();
    connect(m_table, &RowTable::opened, this,
            [this](qint64 key) { m_ui.openIncident(IncidentId{key}, u"postmortem"_s); });
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && isVisible() && (changes.everything || !changes.incidents.isEmpty()))
            read();
    });
}

void PostmortemsPage::activate()
{
    read();
}

void PostmortemsPage::read()
{
    if (m_busy) {
        m_again = true;
        return;
    }
    m_busy = true;
    using Reading = std::pair<QList<PostmortemLine>, PostmortemFigures>;
    m_ui.workspace->run<Reading>(
        this,
        [exercises = m_exercises->isChecked()](Services &s) -> Result<Reading> {
            auto lines = s.postmortems.lines(exercises);
            auto figures = postmortemFigures(s, exercises);
            if (!lines || !figures)
                return tl::unexpected(lines ? figures.error() : lines.error());
            return Reading{*lines, *figures};
        },
        [this](const Result<Reading> &reading) {
            m_busy = false;
            m_known = true;
            m_banner->setVisible(!reading);
            if (reading) {
                showLines(reading->first);
                showFigures(reading->second);
            } else {
                m_banner->show(Banner::Kind::Error, reading.error().userText);
            }
            if (std::exchange(m_again, false))
                read();
        });
}

void PostmortemsPage::showLines(const QList<PostmortemLine> &lines)
{
    QList<RowTable::Row> rows;
    for (const PostmortemLine &line : lines)
        rows << postmortemRow(line);
    m_table->showRows(rows);
    m_card->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
}

void PostmortemsPage::showFigures(const PostmortemFigures &figures)
{
    m_figures->setVisible(figures.postmortems > 0);
    m_chart->setCauses(figures.causes);
    QStringList sums{tr("Post-mortems: %1, approved: %2").arg(figures.postmortems).arg(figures.approved)};
    if (figures.owed > 0)
        sums << tr("owed: %1").arg(figures.owed);
    sums << tr("open measures: %1, overdue: %2").arg(figures.openMeasures).arg(figures.overdueMeasures);
    m_sums->setText(sums.join(u" · "_s));
}

void PostmortemsPage::exportFigures()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the figures"), folder + u"/root-causes.csv"_s,
                                                      tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    m_ui.workspace->run<void>(
        this,
        [path, exercises = m_exercises->isChecked()](Services &s) -> Result<void> {
            QSaveFile file(path);
            const bool open =
                file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            auto bytes = open ? exportPostmortemFigures(s, exercises, QFileInfo(path).fileName())
                              : Result<QByteArray>(QByteArray());
            if (!bytes)
                return tl::unexpected(bytes.error());
            if (!open || file.write(*bytes) != bytes->size() || !file.commit())
                return failure(ErrorKind::Invalid, tr("The file cannot be written: %1").arg(file.errorString()), path);
            return {};
        },
        [this](const Result<void> &done) {
            if (!done)
                m_banner->show(Banner::Kind::Error, done.error().userText);
            else if (m_ui.say)
                m_ui.say(tr("Figures saved"));
        });
}

} // namespace tocsin
