#include "models/services/teamservice.h"

#include "models/services/customerservice.h"
#include "models/services/linkservice.h"
#include "models/services/renderer.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/sqlfunctions.h"
#include "models/storage/teamrepository.h"
#include "models/storage/timelinerepository.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>

namespace tocsin {

namespace {

constexpr int kMostMeasures = 40;
const QString kReport = QStringLiteral("situation_report");

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** A person of this database goes by the name they have there. */
Result<QString> nameOfPerson(Session &session, PersonId id, const QString &typed)
{
    if (!id.isValid())
        return typed.simplified();
    auto people = PeopleRepository(session.database()).all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (p.id == id)
            return p.name;
    return failure(ErrorKind::Invalid, tr("There is no such person."), {}, QStringLiteral("holder"));
}

} // namespace

template<> std::span<const EnumEntry<ReportFormat>> enumTable<ReportFormat>()
{
    static constexpr EnumEntry<ReportFormat> table[] = {
        {ReportFormat::Markdown, "markdown", QT_TRANSLATE_NOOP("tocsin::domain", "Text (Markdown)")},
        {ReportFormat::Pdf, "pdf", QT_TRANSLATE_NOOP("tocsin::domain", "PDF")},
    };
    return table;
}

Result<WorkingView> TeamService::working(IncidentId id)
{
    TeamRepository repository(m_session.database());
    LinkService linked(m_session);
    auto own = IncidentRepository(m_session.database()).byId(id);
    auto situation = repository.situation(id);
    auto tasks = repository.tasks(id);
    auto crew = repository.crew(id);
    auto places = repository.places(id);
    auto links = linked.links(id);
    auto duplicates = linked.duplicates(id);
    for (const Error *e :
         {own ? nullptr : &own.error(), situation ? nullptr : &situation.error(), tasks ? nullptr : &tasks.error(),
          crew ? nullptr : &crew.error(), places ? nullptr : &places.error(), links ? nullptr : &links.error(),
          duplicates ? nullptr : &duplicates.error()})
        if (e)
            return tl::unexpected(*e);
    std::stable_sort(tasks->begin(), tasks->end(), taskComesBefore);
    QList<QPair<QString, qint64>> detected, declared;
    for (const Incident &d : std::as_const(*duplicates)) {
        detected.append({d.reference(), d.detectedMs});
        declared.append({d.reference(), d.declaredMs});
    }
    return WorkingView{*situation,
                       *tasks,
                       crewNow(*crew),
                       *crew,
                       *places,
                       *links,
                       *duplicates,
                       earliestOf(own->detectedMs, detected),
                       earliestOf(own->declaredMs, declared)};
}

Result<QList<Situation>> TeamService::situations(IncidentId id)
{
    if (auto there = IncidentRepository(m_session.database()).byId(id); !there)
        return tl::unexpected(there.error());
    return TeamRepository(m_session.database()).situations(id);
}

Result<void> TeamService::saveSituation(IncidentId id, int seenVersion, const Situation &situation)
{
    if (auto ok = checkSituation(situation); !ok)
        return ok;
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        TeamRepository repository(m_session.database());
        auto now = repository.situation(id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->version != seenVersion)
            return failure(ErrorKind::Conflict, tr("%1 saved another situation in the meantime.").arg(now->byName), {},
                           QStringLiteral("situation"));
        if (now->version > 0 && now->saysSame(situation))
            return failure(ErrorKind::Invalid, tr("Nothing was changed."), {}, QStringLiteral("known"));
        return repository.insertSituation(id, seenVersion, situation);
    });
}

Result<void> TeamService::addTask(IncidentId id, const Task &task)
{
    if (auto ok = checkTask(task, std::nullopt); !ok)
        return ok;
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        auto name = nameOfPerson(m_session, task.owner, task.ownerName);
        if (!name)
            return tl::unexpected(name.error());
        Task kept = task;
        kept.id = {};
        kept.version = 0;
        kept.incident = id;
        kept.what = task.what.simplified();
        kept.ownerName = *name;
        return TeamRepository(m_session.database()).insertTask(kept);
    });
}

Result<void> TeamService::changeTask(const Task &task)
{
    TeamRepository repository(m_session.database());
    auto there = repository.task(task.id);
    if (!there)
        return tl::unexpected(there.error());
    return m_session.act(Right::AddEntry, there->incident, 0, [&](const Incident &) -> Result<void> {
        auto before = repository.task(task.id);
        if (!before)
            return tl::unexpected(before.error());
        if (before->version != task.version)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else changed this task in the meantime. Look at it again."));
        if (auto ok = checkTask(task, *before); !ok)
            return ok;
        auto name = nameOfPerson(m_session, task.owner, task.ownerName);
        if (!name)
            return tl::unexpected(name.error());
        Task kept = task;
        kept.incident = before->incident;
        kept.what = task.what.simplified();
        kept.ownerName = *name;
        return repository.insertTask(kept);
    });
}

Result<QList<Task>> TeamService::myTasks(int limit)
{
    return TeamRepository(m_session.database()).openTasksOf(m_session.actor().id, limit);
}

Result<void> TeamService::changeCrew(IncidentId id, const CrewChange &change)
{
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        TeamRepository repository(m_session.database());
        auto history = repository.crew(id);
        auto name = nameOfPerson(m_session, change.holder, change.holderName);
        if (!history || !name)
            return tl::unexpected(history ? name.error() : history.error());
        CrewChange kept = change;
        kept.holderName = *name;
        kept.reason = change.reason.trimmed();
        if (auto ok = checkCrew(kept, crewNow(*history)); !ok)
            return ok;
        return repository.insertCrew(id, kept);
    });
}

Result<void> TeamService::addPlace(IncidentId id, const OutsidePlace &place)
{
    if (auto ok = checkPlace(place); !ok)
        return ok;
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        OutsidePlace kept = place;
        kept.name = place.name.simplified();
        kept.reference = place.reference.simplified();
        kept.link = place.link.trimmed();
        return TeamRepository(m_session.database()).insertPlace(id, kept);
    });
}

Result<void> TeamService::removePlace(IncidentId id, PlaceId place, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why it is taken away."), {}, QStringLiteral("reason"));
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        TeamRepository repository(m_session.database());
        auto places = repository.places(id);
        if (!places)
            return tl::unexpected(places.error());
        if (std::none_of(places->begin(), places->end(), [&](const OutsidePlace &p) { return p.id == place; }))
            return failure(ErrorKind::Conflict, tr("It was taken away already."));
        return repository.insertRemoval(id, place, reason.trimmed());
    });
}

namespace {

/** Names that could stand in what people wrote: of customers, of what they have, and of their people. */
Result<QStringList> namesOfCustomers(Session &session, IncidentId id)
{
    auto customers = CustomerRepository(session.database()).all();
    auto scope = CustomerService(session).scope(id);
    if (!customers || !scope)
        return tl::unexpected(customers ? scope.error() : customers.error());
    QStringList names;
    for (const Customer &c : std::as_const(*customers))
        names << c.name;
    for (const ScopeRow &row : std::as_const(*scope)) {
        names << row.customerName << row.subscriptionName;
        for (const Contact &contact : row.recipients)
            names << contact.name << contact.email;
    }
    return names;
}

} // namespace

Result<SituationReport> TeamService::report(IncidentId id)
{
    Database &db = m_session.database();
    TimelineFilter measures;
    measures.kinds = {EntryKind::Containment};
    auto incident = IncidentRepository(db).byId(id);
    auto obligations = ObligationRepository(db).ofIncident(id);
    auto view = working(id);
    auto entries = TimelineRepository(db).page(id, measures, {}, kMostMeasures, false);
    auto notices = NoticeRepository(db).ofIncident(id);
    auto names = namesOfCustomers(m_session, id);
    for (const Error *e : {incident ? nullptr : &incident.error(), obligations ? nullptr : &obligations.error(),
                           view ? nullptr : &view.error(), entries ? nullptr : &entries.error(),
                           notices ? nullptr : &notices.error(), names ? nullptr : &names.error()})
        if (e)
            return tl::unexpected(*e);
    ReportInput in;
    in.incident = *incident;
    in.incident.detectedMs = view->detected.atMs;
    in.obligations = *obligations;
    in.situation = view->situation;
    in.tasks = view->tasks;
    for (const TimelineEntry &e : std::as_const(*entries))
        if (!e.struck)
            in.measures << e.text;
    in.noticesAwaitingLegal = static_cast<int>(std::count_if(
        notices->begin(), notices->end(), [](const Notice &n) { return n.state == NoticeState::LegalReview; }));
    in.customerNames = *names;
    in.byName = m_session.actor().name;
    in.nowMs = m_session.nowMs();
    return situationReport(in);
}

Result<void> TeamService::exportReport(IncidentId id, const QString &markdown, ReportFormat format, const QString &path)
{
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &i) -> Result<void> {
        QByteArray bytes = markdown.toUtf8();
        if (format == ReportFormat::Pdf) {
            if (!m_renderer)
                return failure(ErrorKind::Internal, tr("This program makes no PDF."));
            const bool hasTitle = markdown.startsWith(u"# "); // it stands on the paper as the title
            auto pdf = m_renderer->renderReport({i.reference(), tr("Situation report"),
                                                 hasTitle ? markdown.section(u'\n', 1) : markdown, m_session.nowMs()});
            if (!pdf)
                return tl::unexpected(pdf.error());
            bytes = *pdf;
        }
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return failure(ErrorKind::Invalid, tr("The file cannot be written: %1").arg(file.errorString()), path,
                           QStringLiteral("path"));
        const auto kept = TeamRepository(m_session.database())
                              .insertExport(id, kReport, codeOf(format), QFileInfo(path).fileName(),
                                            QString::fromLatin1(sha256Hex(bytes)));
        if (!kept)
            return kept;
        if (!file.commit())
            return failure(ErrorKind::Invalid, tr("The file cannot be written: %1").arg(file.errorString()), path,
                           QStringLiteral("path"));
        return {};
    });
}

Result<void> TeamService::noteCopied(IncidentId id, const QString &markdown)
{
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) {
        return TeamRepository(m_session.database())
            .insertExport(id, kReport, QStringLiteral("clipboard"), {},
                          QString::fromLatin1(sha256Hex(markdown.toUtf8())));
    });
}

} // namespace tocsin
