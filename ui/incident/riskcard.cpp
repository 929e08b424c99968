#include "ui/incident/riskcard.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/label.h"
#include "ui/incident/factsgrid.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

RiskCard::RiskCard(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_facts(new FactsGrid)
    , m_error(wrappedLabel({}, TextStyle::Error))
    , m_open(new QPushButton(tr("Data sets, score, decision…")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *card = new Card(tr("Risk to people"), this);
    layout->addWidget(card);
    card->body()->addWidget(m_facts);
    card->body()->addWidget(m_error);
    m_error->hide();
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    m_open->setObjectName(u"openRisk"_s);
    m_open->setAccessibleName(tr("Risk to people: data sets, score, decision"));
    foot->addWidget(m_open);
    card->body()->addLayout(foot);
    connect(m_open, &QPushButton::clicked, this, &RiskCard::openRequested);
}

void RiskCard::showIncident(const IncidentDetails &details)
{
    m_id = details.incident.id;
    setVisible(details.incident.personalData != PersonalData::No);
    m_ui.workspace->run<RiskOverview>(
        this, [id = m_id](Services &s) { return s.risk.overview(id); },
        [this, id = m_id](const Result<RiskOverview> &overview) {
            if (id != m_id)
                return;
            m_error->setText(overview ? QString() : overview.error().userText);
            m_error->setVisible(!overview);
            if (overview)
                fill(*overview);
        });
}

void RiskCard::fill(const RiskOverview &overview)
{
    QStringList sets;
    for (const DataSet &set : overview.dataSets)
        if (set.content.affected)
            sets << tr("%1 (%2)").arg(set.content.name,
                                      set.part ? nameOf(*set.part).toLower() : tr("part not decided"));
    const ScoreRow *score = overview.scores.isEmpty() ? nullptr : &overview.scores.first();
    const BreachDecision *decision = overview.decisions.isEmpty() ? nullptr : &overview.decisions.first();
    m_facts->setFacts(
        {{tr("Affected data"), sets.isEmpty() ? tr("no data set named yet") : sets.join(u", "_s), {}},
         {tr("Score"),
          score ? tr("%1, %2 (ENISA); it does not decide")
                      .arg(quartersText(score->score.seQuarters()), nameOf(score->score.band).toLower())
                : tr("not scored"),
          {}},
         {tr("Legal decided"),
          decision ? tr("%1 By %2.").arg(decisionText(decision->content), decision->decidedBy()) : tr("not yet"),
          {}}});
}

} // namespace tocsin
