#pragma once

#include "models/domain/timeline.h"
#include "models/services/teamservice.h"
#include "ui/common/incidenttab.h"
#include "ui/common/panelmaker.h"
#include "ui/incident/acts.h"

#include <QTimer>

class QBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class AwarenessCard;
class Card;
class ExerciseCard;
class FactsGrid;
class Label;
class MissingList;
class LinksCard;
class ObligationList;
class SituationCard;
class TaskCard;
class ConsultationsCard;
class TeamCard;
class ServiceCard;

/** What is known about an incident, its clocks, its containment, and what it still lacks. */
class OverviewTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit OverviewTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("overview"); }
    [[nodiscard]] QString title() const override { return tr("Overview"); }

Q_SIGNALS:
    void actRequested(tocsin::Act act);
    void withdrawRequested(const tocsin::Obligation &obligation);
    void exceptRequested(const tocsin::Obligation &obligation);
    void lawRequested(const tocsin::Obligation &obligation);
    void endRequested(const tocsin::Obligation &obligation);
    void undeliverableRequested(const tocsin::Obligation &obligation);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildWhat();
    QWidget *buildDuties();
    QWidget *buildLast();
    QWidget *buildMissing();
    QWidget *buildContainment();
    QWidget *buildDeclaration();
    QWidget *buildRescission();
    QWidget *buildDelay();
    void showFacts();
    void showCounts();
    void showContainment();
    void showDeclaration();
    void showRescission();
    void showDelay();
    void showEnding();
    void connectWorking();
    void readWorking();
    void showWorking();
    void readLast();
    void showLast(const QList<TimelineEntry> &entries);

    IncidentDetails m_details;
    QBoxLayout *m_columns;
    QWidget *m_right;
    Label *m_description;
    FactsGrid *m_facts;
    ServiceCard *m_service;
    ExerciseCard *m_exercise;
    AwarenessCard *m_awareness;
    Card *m_dutiesCard;
    QPushButton *m_byLaw;
    ObligationList *m_duties;
    Label *m_noDuties;
    QVBoxLayout *m_last;
    QList<QWidget *> m_lastBy; ///< who wrote them
    Card *m_missingCard;
    MissingList *m_missing;
    Card *m_endingCard;
    Label *m_ending;
    FactsGrid *m_containment;
    QPushButton *m_verify;
    QPushButton *m_record;
    Label *m_whyNotVerify;
    Card *m_declarationCard;
    FactsGrid *m_declaration;
    QPushButton *m_rescind;
    Label *m_whyNotRescind;
    Card *m_rescissionCard;
    FactsGrid *m_rescission;
    QPushButton *m_decide;
    QPushButton *m_takeBack;
    Card *m_delayCard;
    FactsGrid *m_delay;
    SituationCard *m_situation;
    TaskCard *m_tasks;
    LinksCard *m_links;
    TeamCard *m_team;
    ConsultationsCard *m_consultations;
    WorkingView m_working;
    QTimer m_readSoon;
    int m_workReading = 0;
    int m_reading = 0;
    qint64 m_readAtCount = -1;
};

} // namespace tocsin
