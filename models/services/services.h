#pragma once

#include "models/services/alertmailservice.h"
#include "models/services/approvalservice.h"
#include "models/services/assessmentservice.h"
#include "models/services/attestationservice.h"
#include "models/services/awarenessservice.h"
#include "models/services/bundleservice.h"
#include "models/services/classificationservice.h"
#include "models/services/consultationservice.h"
#include "models/services/customerimport.h"
#include "models/services/customerservice.h"
#include "models/services/declarationservice.h"
#include "models/services/directoryservice.h"
#include "models/services/draftservice.h"
#include "models/services/dutyservice.h"
#include "models/services/exceptionservice.h"
#include "models/services/exerciseservice.h"
#include "models/services/figuresservice.h"
#include "models/services/incidentservice.h"
#include "models/services/legalholdservice.h"
#include "models/services/linkservice.h"
#include "models/services/matterservice.h"
#include "models/services/measureservice.h"
#include "models/services/noticeaudience.h"
#include "models/services/noticeservice.h"
#include "models/services/outboxservice.h"
#include "models/services/peopleservice.h"
#include "models/services/postmortemservice.h"
#include "models/services/presenceservice.h"
#include "models/services/recordservice.h"
#include "models/services/redactionservice.h"
#include "models/services/rescissionservice.h"
#include "models/services/responsibilityservice.h"
#include "models/services/restrictionservice.h"
#include "models/services/retentionservice.h"
#include "models/services/riskservice.h"
#include "models/services/scopeservice.h"
#include "models/services/searchservice.h"
#include "models/services/session.h"
#include "models/services/sourceservice.h"
#include "models/services/summaryservice.h"
#include "models/services/teamservice.h"
#include "models/services/templateservice.h"
#include "models/services/timelineservice.h"
#include "models/services/transferservice.h"

namespace tocsin {

/** All use cases on one connection, for one person. Used on the storage thread, or directly by the command line. */
class Services
{
public:
    Services(Database &database, const RuleBook &rules, Renderer *renderer)
        : session(database, rules)
        , people(session)
        , customers(session)
        , incidents(session)
        , assessments(session)
        , classifications(session)
        , declarations(session)
        , rescissions(session)
        , awareness(session)
        , duties(session)
        , timeline(session)
        , notices(session, renderer)
        , postmortems(session, renderer)
        , measures(session)
        , summaries(session)
        , record(session)
        , restrictions(session)
        , risk(session)
        , drafts(session)
        , search(session)
        , presence(session)
        , figures(session)
        , links(session)
        , team(session, renderer)
        , directory(session)
        , responsibility(session)
        , sources(session)
        , exercises(session)
        , transfers(session, renderer)
        , approvals(session)
        , exceptions(session)
        , consultations(session)
        , attestations(session)
        , bundles(session, renderer)
        , outbox(session, renderer)
        , alertMails(session)
        , audience(session)
        , matters(session)
        , templates(session)
        , scopes(session)
        , customerImports(session)
        , holds(session)
        , redactions(session)
        , retention(session)
    {
    }

    Session session;
    PeopleService people;
    CustomerService customers;
    IncidentService incidents;
    AssessmentService assessments;
    ClassificationService classifications;
    DeclarationService declarations;
    RescissionService rescissions;
    AwarenessService awareness;
    DutyService duties;
    TimelineService timeline;
    NoticeService notices;
    PostmortemService postmortems;
    MeasureService measures;
    SummaryService summaries;
    RecordService record;
    RestrictionService restrictions;
    RiskService risk;
    DraftService drafts;
    SearchService search;
    PresenceService presence;
    FiguresService figures;
    LinkService links;
    TeamService team;
    DirectoryService directory;
    ResponsibilityService responsibility;
    SourceService sources;
    ExerciseService exercises;
    TransferService transfers;
    ApprovalService approvals;
    ExceptionService exceptions;
    ConsultationService consultations;
    AttestationService attestations;
    BundleService bundles;
    OutboxService outbox;
    AlertMailService alertMails;
    AudienceService audience;
    MatterService matters;
    TemplateService templates;
    ScopeService scopes;
    CustomerImportService customerImports;
    LegalHoldService holds;
    RedactionService redactions;
    RetentionService retention;
};

} // namespace tocsin
