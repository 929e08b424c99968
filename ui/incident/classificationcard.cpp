#include "ui/incident/classificationcard.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/incident/historyrow.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

ClassificationCard::ClassificationCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Classification"), parent)
    , m_ui(ui)
    , m_now(new Label({}, TextStyle::BodyBold))
    , m_mark(new Chip)
    , m_progress(wrappedLabel({}, TextStyle::SmallMuted))
    , m_open(new QPushButton)
    , m_history(new QVBoxLayout)
{
    build();
}

void ClassificationCard::build()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_now->setObjectName(u"classificationNow"_s);
    row->addWidget(m_now);
    row->addWidget(m_mark);
    row->addStretch(1);
    m_open->setObjectName(u"openWizard"_s);
    m_open->setToolTip(tr("One question a page, with the evidence beside it. Every run is kept."));
    row->addWidget(m_open);
    body()->addLayout(row);
    body()->addWidget(m_progress);
    m_history->setSpacing(8);
    body()->addLayout(m_history);
    m_mark->hide();
    connect(m_open, &QPushButton::clicked, this, &ClassificationCard::wizardRequested);
}

void ClassificationCard::showIncident(const IncidentDetails &details)
{
    m_details = details;
    m_now->setText(classificationText(details.incident.outcome, details.incident.personalData));
    read();
}

void ClassificationCard::read()
{
    const int reading = ++m_reading;
    m_ui.workspace->run<Reading>(
        this,
        [id = m_details.incident.id](Services &s) -> Result<Reading> {
            auto rows = s.assessments.classifications(id);
            auto runs = s.classifications.runs(id);
            if (!rows)
                return tl::unexpected(rows.error());
            return runs ? Result<Reading>(Reading{*rows, *runs}) : tl::unexpected(runs.error());
        },
        [this, reading](const Result<Reading> &r) {
            if (reading != m_reading)
                return;
            if (r)
                showReading(*r);
            else
                m_progress->setText(r.error().userText);
        });
}

void ClassificationCard::showReading(const Reading &reading)
{
    while (QLayoutItem *item = m_history->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const ClassificationRun *open =
        !reading.runs.isEmpty() && reading.runs.first().isOpen() ? &reading.runs.first() : nullptr;
    QString progress;
    if (open) {
        const auto v = judge(m_ui.workspace->rules().classification(), factsOf(*open, m_details.incident));
        progress = tr("Run %1 is in progress, begun by %2: %3 answered.")
                       .arg(QString::number(open->number), open->startedBy, QString::number(open->answers.size()));
        if (v.outcome != Outcome::NotClassified)
            progress += u' ' + tr("So far: %1.").arg(nameOf(v.outcome));
    } else if (reading.rows.isEmpty()) {
        progress = tr("Nobody has classified it yet. The wizard asks for the facts and proposes what it is.");
    }
    m_progress->setText(progress);
    m_progress->setVisible(!progress.isEmpty());
    m_open->setText(open                     ? tr("Go on with run %1").arg(open->number)
                    : reading.runs.isEmpty() ? tr("Open the wizard")
                                             : tr("Runs and wizard"));
    m_open->setAccessibleName(m_open->text());
    showRescission(reading.runs);
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (const ClassificationRow &r : reading.rows) {
        const QString what = r.outcome == Outcome::CustomerReportable || r.personalData == PersonalData::NotKnown
                                 ? classificationText(r.outcome, r.personalData)
                                 : tr("%1, personal data: %2").arg(nameOf(r.outcome), nameOf(r.personalData).toLower());
        const QString with = r.participants.isEmpty() ? QString() : tr("With %1.").arg(r.participants);
        m_history->addWidget(makeHistoryRow(r.atMs, now, r.byName, what, (r.reason + u' ' + with).trimmed()));
    }
}

void ClassificationCard::showRescission(const QList<ClassificationRun> &runs)
{
    const auto last = std::find_if(runs.begin(), runs.end(),
                                   [](const ClassificationRun &r) { return !r.isOpen() && !r.finish->setAside; });
    const bool proposes = last != runs.end() && m_details.declaration &&
                          last->finish->atMs >= m_details.declaration->atMs &&
                          proposesRescission(last->finish->proposed, m_details.incident.isDeclared());
    m_mark->setVisible(proposes);
    if (proposes) {
        m_mark->setTone(Tone::Medium);
        m_mark->setText(tr("run %1 proposes rescission").arg(last->number));
        m_mark->setToolTip(
            tr("It found: %1. Rescinding is done from the Overview.").arg(nameOf(last->finish->proposed)));
    }
}

} // namespace tocsin
