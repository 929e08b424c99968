#include "models/services/bundlewriter.h"

#include "models/domain/csv.h"
#include "models/domain/filename.h"
#include "models/services/auditsentence.h"
#include "models/services/consultationservice.h"
#include "models/services/custody.h"
#include "models/services/noticeservice.h"
#include "models/services/renderer.h"
#include "models/services/session.h"
#include "models/services/timelineservice.h"
#include "models/services/transferservice.h"
#include "models/storage/attachmentrepository.h"
#include "models/storage/database.h"
#include "models/storage/manifest.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kIncidentUnits = 200;   ///< of progress
constexpr qint64 kUnitBytes = 64 * 1024; ///< of a kept file, one unit
constexpr int kTimelinePage = 2000;
constexpr qsizetype kMostActs = 2000; ///< that a page shows
constexpr qsizetype kNameLength = 80;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

QByteArray resource(const QString &name)
{
    QFile file(u":/bundle/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QString bundleFileName(const QString &name)
{
    QString safe = safeFileName(name);
    for (QChar &c : safe)
        if (c.unicode() > 127 || !(c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_'))
            c = u'_';
    if (safe.size() > kNameLength) {
        const qsizetype dot = safe.lastIndexOf(u'.');
        const QString extension = dot > 0 && safe.size() - dot <= 20 ? safe.mid(dot) : QString();
        safe = safe.first(kNameLength - extension.size()) + extension;
    }
    return safe;
}

BundleWriter::BundleWriter(Session &session, Renderer &renderer, BundleFile &file, const BundleIdentity &identity,
                           const Progress &progress)
    : m_session(session)
    , m_renderer(renderer)
    , m_file(file)
    , m_identity(identity)
    , m_progress(progress)
    , m_repository(session.database())
{
}

Result<void> BundleWriter::write(const QList<Incident> &incidents)
{
    m_total = m_identity.head.seq + incidents.size() * kIncidentUnits;
    for (const Incident &incident : incidents) {
        auto files = m_repository.files(incident.id);
        if (!files)
            return tl::unexpected(files.error());
        for (const KeptFile &f : std::as_const(*files))
            m_total += f.file.size / kUnitBytes;
    }
    for (const Incident &incident : incidents)
        if (auto ok = writeIncident(incident); !ok)
            return ok;
    if (auto ok = writeChain(); !ok)
        return ok;
    return writeAbout(incidents);
}

Result<void> BundleWriter::writeIncident(const Incident &incident)
{
    Now now;
    now.incident = incident;
    now.folder = incident.reference() + u'/';
    auto done = readIncident(now);
    for (auto step : {&BundleWriter::writeFiles, &BundleWriter::writeRecord, &BundleWriter::writePage})
        if (done)
            done = (this->*step)(now);
    for (auto step : {&BundleWriter::writeRows, &BundleWriter::writeTimeline, &BundleWriter::writeNotices,
                      &BundleWriter::writeCustody})
        if (done)
            done = (this->*step)(now);
    return done ? advance(kIncidentUnits) : done;
}

Result<void> BundleWriter::readIncident(Now &now)
{
    const IncidentId id = now.incident.id;
    now.readsPostmortem = m_session.require(Right::ReadPostmortem, now.incident.manager).has_value();
    if (!now.readsPostmortem)
        leaveOut(now.incident.reference(), tr("The post-mortem, if there is one"),
                 tr("confidential: who made this bundle may not read it"));
    auto consultations = ConsultationService(m_session).ofIncident(id);
    if (!consultations)
        return tl::unexpected(consultations.error());
    now.consultations = *consultations;
    for (Consultation &c : now.consultations) {
        if (!c.content.privileged || !c.released.isEmpty())
            continue;
        c.withheld = true;
        c.content.question.clear();
        c.content.advice.clear();
        leaveOut(now.incident.reference(),
                 tr("Consultation %1 with %2: its text, SHA-256 with salt %3")
                     .arg(c.number)
                     .arg(c.content.adviser, c.sha256),
                 tr("withheld: privileged, and not released by legal"));
    }
    NoticeService notices(m_session, &m_renderer);
    auto list = notices.list(id);
    if (!list)
        return tl::unexpected(list.error());
    for (const Notice &n : std::as_const(*list)) {
        auto details = notices.details(n.id);
        if (!details)
            return tl::unexpected(details.error());
        now.notices.append(*details);
    }
    auto files = m_repository.files(id);
    if (!files)
        return tl::unexpected(files.error());
    for (const KeptFile &f : std::as_const(*files)) {
        QString place = u"attachments/"_s;
        for (const NoticeDetails &n : std::as_const(now.notices))
            for (const MessageRow &m : n.messages)
                if (f.messageId > 0 && m.id.value == f.messageId)
                    place = u"notices/notice-%1/"_s.arg(n.notice.number);
        now.files.append({f, u"%1%2%3-%4"_s.arg(now.folder, place)
                                 .arg(f.file.id.value, 4, 10, QChar(u'0'))
                                 .arg(bundleFileName(f.file.name))});
    }
    return {};
}

Result<void> BundleWriter::writeFiles(Now &now)
{
    for (const Placed &placed : std::as_const(now.files)) {
        if (auto ok = m_file.begin(placed.path); !ok)
            return ok;
        auto read = AttachmentRepository(m_session.database())
                        .read(placed.kept.file.id, [this](const QByteArray &chunk) -> Result<void> {
                            if (auto ok = m_file.write(chunk); !ok)
                                return ok;
                            return advance(chunk.size() / kUnitBytes);
                        });
        const bool redacted = !read && read.error().kind == ErrorKind::Refused;
        if (!read && !redacted && read.error().kind != ErrorKind::Damaged)
            return read;
        if (!read) // what is there is in it; who examines it is told
            leaveOut(now.incident.reference(), placed.path, read.error().userText);
    }
    return {};
}

bool BundleWriter::isPrivileged(const Now &now, const QJsonObject &row)
{
    if (row.value("privileged"_L1).toInteger() == 0)
        return false;
    const qint64 id = row.value("consultation_id"_L1).toInteger();
    return std::none_of(now.consultations.begin(), now.consultations.end(),
                        [id](const Consultation &c) { return c.id.value == id && !c.withheld; });
}

Result<void> BundleWriter::writeTable(const Now &now, const TableEntry &table, bool &isFirst, QJsonObject &people,
                                      QJsonObject &customers)
{
    static const QStringList keysOfPeople{u"person_id"_s,   u"manager_id"_s, u"owner_id"_s,
                                          u"attested_by"_s, u"legal_id"_s,   u"requester_id"_s,
                                          u"holder_id"_s,   u"author_id"_s,  u"second_attested_by"_s};
    bool begun = false;
    auto walked = m_repository.walkRows(table, now.incident.id, [&](const QByteArray &row) -> Result<void> {
        const QJsonObject object = QJsonDocument::fromJson(row).object();
        if (qstrcmp(table.name, "consultation_text") == 0 && isPrivileged(now, object))
            return {};
        for (const QString &key : keysOfPeople)
            if (const qint64 id = object.value(key).toInteger(); id > 0)
                people.insert(QString::number(id), QString());
        if (const qint64 id = object.value("customer_id"_L1).toInteger(); id > 0)
            customers.insert(QString::number(id), QString());
        QByteArray text;
        if (!begun)
            text = QByteArray(isFirst ? "" : ",\n") + '"' + table.name + "\": [\n";
        else
            text = ",\n";
        begun = true;
        isFirst = false;
        return m_file.write(text + row);
    });
    if (!walked)
        return walked;
    if (auto ok = begun ? m_file.write("\n]") : Result<void>(); !ok)
        return ok;
    return advance(0);
}

Result<void> BundleWriter::writeRows(const Now &now)
{
    if (auto ok = m_file.begin(now.folder + u"incident.json"_s); !ok)
        return ok;
    const QJsonObject head{{u"schema"_s, u"tocsin/incident/1"_s},
                           {u"reference"_s, now.incident.reference()},
                           {u"title"_s, now.incident.title}};
    QByteArray begin = QJsonDocument(head).toJson(QJsonDocument::Compact);
    begin.chop(1);
    if (auto ok = m_file.write(begin + ",\n\"tables\": {\n"); !ok)
        return ok;
    bool isFirst = true;
    QJsonObject people, customers;
    for (const TableEntry &table : tableManifest()) {
        const bool isPostmortem = qstrncmp(table.name, "postmortem", 10) == 0;
        if (!table.incident || !isAudited(table.kind) || qstrcmp(table.name, "attachment_chunk") == 0 ||
            (isPostmortem && !now.readsPostmortem))
            continue;
        if (auto ok = writeTable(now, table, isFirst, people, customers); !ok)
            return ok;
    }
    for (auto *names : {&people, &customers}) {
        auto found = m_repository.names(names == &people ? u"person"_s : u"customer"_s);
        if (!found)
            return tl::unexpected(found.error());
        for (const QString &id : names->keys())
            names->insert(id, found->value(id.toLongLong()));
    }
    return m_file.write("\n},\n\"people\": " + QJsonDocument(people).toJson(QJsonDocument::Compact) +
                        ",\n\"customers\": " + QJsonDocument(customers).toJson(QJsonDocument::Compact) + "\n}\n");
}

Result<void> BundleWriter::writeTimeline(const Now &now)
{
    if (auto ok = m_file.begin(now.folder + u"timeline.csv"_s); !ok)
        return ok;
    QByteArray text = csvRow({u"entry"_s, u"instant_utc"_s, u"recorded_utc"_s, u"person"_s, u"kind"_s, u"key_event"_s,
                              u"struck"_s, u"struck_by"_s, u"strike_reason"_s, u"tags"_s, u"files"_s, u"text"_s});
    TimelineService timeline(m_session);
    for (EntryKey key;;) {
        auto page = timeline.after(now.incident.id, {}, key, kTimelinePage);
        if (!page)
            return tl::unexpected(page.error());
        for (const TimelineEntry &e : std::as_const(*page))
            text += csvRow({QString::number(e.id.value), utc(e.atMs), utc(e.recordedMs), e.personName, codeOf(e.kind),
                            e.keyEvent ? u"1"_s : u"0"_s, e.struck ? u"1"_s : u"0"_s, e.struckByName, e.strikeReason,
                            e.tags, QString::number(e.attachments),
                            e.redacted.isEmpty() ? e.text : u'[' + e.redacted + u']'});
        if (auto ok = m_file.write(text); !ok)
            return ok;
        text.clear();
        if (auto ok = advance(0); !ok)
            return ok;
        if (page->size() < kTimelinePage)
            return {};
        key = {page->last().atMs, page->last().id.value};
    }
}

Result<void> BundleWriter::writeNotices(const Now &now)
{
    if (now.notices.isEmpty())
        return {};
    QByteArray csv = csvRow({u"notice"_s, u"customer"_s, u"recipient"_s, u"address"_s, u"result"_s, u"reply"_s,
                             u"means"_s, u"reached"_s, u"at_utc"_s, u"proof"_s, u"by"_s});
    for (const NoticeDetails &n : now.notices) {
        const QString number = QString::number(n.notice.number);
        for (const MessageRow &m : n.messages)
            csv += csvRow({number, m.customerName, m.recipient, m.address, m.result, m.reply, m.means,
                           m.reached ? u"1"_s : u"0"_s, utc(m.reachedMs), m.proof, QString()});
        for (const HandDelivery &h : n.byHand) {
            const auto row = std::find_if(n.scope.begin(), n.scope.end(),
                                          [&](const ScopeRow &r) { return r.subscription == h.subscription; });
            const QString whose = row == n.scope.end() ? QString() : row->customerName;
            const QString what = row == n.scope.end() ? QString() : row->subscriptionName;
            csv += csvRow({number, whose, what, QString(), QString(), QString(), h.means, h.reached ? u"1"_s : u"0"_s,
                           utc(h.atMs), h.proof, h.byName});
        }
        const QByteArray text = ("# "_L1 + n.text.draft.subject + "\n\n"_L1 + n.text.draft.body).toUtf8();
        if (auto ok = add(now.folder + u"notices/notice-%1.md"_s.arg(number), text); !ok)
            return ok;
    }
    return add(now.folder + u"notices/deliveries.csv"_s, csv);
}

Result<void> BundleWriter::writeCustody(const Now &now)
{
    TransferService transfers(m_session, &m_renderer);
    auto list = transfers.ofIncident(now.incident.id);
    if (!list)
        return tl::unexpected(list.error());
    const QString anchor = tr("entry %1, SHA-256 %2").arg(m_identity.head.seq).arg(m_identity.head.hash);
    for (const Transfer &t : std::as_const(*list)) {
        auto details = transfers.details(t.id);
        if (!details)
            return tl::unexpected(details.error());
        const QString name = now.folder + u"custody/transfer-%1"_s.arg(t.number);
        if (auto ok = add(name + u".json"_s, custodyJson(*details, anchor, m_identity.madeMs)); !ok)
            return ok;
        if (auto ok = addPdf(now, name + u".pdf"_s, tr("Chain of custody"),
                             custodyMarkdown(*details, anchor, m_identity.madeMs, m_session.actor().name));
            !ok)
            return ok;
        const QByteArray sums = custodySums(*details);
        if (auto ok = sums.isEmpty() ? Result<void>() : add(name + u".items.sha256"_s, sums); !ok)
            return ok;
    }
    return {};
}

void BundleWriter::noteAct(Now &now, const EntryContent &content) const
{
    static const QStringList deciding{u"declaration"_s,
                                      u"rescission_decision"_s,
                                      u"notice_decision"_s,
                                      u"exception_vote"_s,
                                      u"transfer_answer"_s,
                                      u"transfer_decision"_s,
                                      u"postmortem_decision"_s,
                                      u"postmortem_summary_decision"_s,
                                      u"attestation_answer"_s,
                                      u"breach_decision"_s,
                                      u"part_decision"_s,
                                      u"awareness"_s,
                                      u"consultation_release"_s,
                                      u"bundle_release"_s,
                                      u"closing"_s};
    const TableEntry *table = tableEntry(content.table);
    if (!table || table->kind != TableClass::Act || content.table == u"attachment_chunk")
        return;
    const QString when =
        QDateTime::fromMSecsSinceEpoch(content.instantMs, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
    const QStringList row{when, content.personName.isEmpty() ? tr("the program") : content.personName,
                          auditSentence(content.table, content.operation, content.before, content.after),
                          QString::number(content.seq)};
    if (deciding.contains(content.table))
        now.decisions.append(row);
    if (now.acts.size() < kMostActs)
        now.acts.append(row);
    else
        ++now.moreActs;
}

Result<void> BundleWriter::writeRecord(Now &now)
{
    if (auto ok = m_file.begin(now.folder + u"record.jsonl"_s); !ok)
        return ok;
    qint64 privileged = 0, confidential = 0;
    auto walked =
        m_repository.walkContents(now.incident.id, m_identity.head.seq, [&](const EntryContent &c) -> Result<void> {
            QJsonObject line{{u"seq"_s, c.seq}};
            const bool isPostmortem = c.table.startsWith(u"postmortem"_s) && !now.readsPostmortem;
            if (isPostmortem || (c.table == u"consultation_text" &&
                                 isPrivileged(now, QJsonDocument::fromJson(c.after.toUtf8()).object()))) {
                line.insert(u"withheld"_s, isPostmortem ? u"confidential"_s : u"privileged"_s);
                ++(isPostmortem ? confidential : privileged);
                return m_file.write(jsonLine(line));
            }
            line.insert(u"instant"_s, utc(c.instantMs));
            line.insert(u"table"_s, c.table);
            line.insert(u"rowId"_s, c.rowId);
            line.insert(u"personId"_s, c.personId);
            line.insert(u"person"_s, c.personName);
            line.insert(u"role"_s, c.role);
            line.insert(u"operation"_s, c.operation);
            line.insert(u"before"_s, c.hasBefore ? QJsonValue(c.before) : QJsonValue());
            line.insert(u"after"_s, c.after);
            line.insert(u"salt"_s, c.salt);
            line.insert(u"what"_s, auditSentence(c.table, c.operation, c.before, c.after));
            noteAct(now, c);
            return m_file.write(jsonLine(line));
        });
    if (!walked)
        return walked;
    for (const auto &[count, why] : {std::pair(privileged, tr("withheld: privileged, and not released by legal")),
                                     std::pair(confidential, tr("confidential: who made this bundle may not read it"))})
        if (count > 0)
            leaveOut(now.incident.reference(), tr("What %1 entries of the record say").arg(count), why);
    return advance(0);
}

Result<void> BundleWriter::writeChain()
{
    const Anchor &head = m_identity.head;
    if (auto ok = add(u"record/anchor.jsonl"_s, jsonLine({{u"databaseUuid"_s, head.databaseUuid},
                                                          {u"seq"_s, head.seq},
                                                          {u"hash"_s, head.hash},
                                                          {u"seenMs"_s, head.seenMs}}));
        !ok)
        return ok;
    if (auto ok = m_file.begin(u"record/chain.csv"_s); !ok)
        return ok;
    QByteArray text =
        csvRow({u"seq"_s, u"instant_ms"_s, u"table"_s, u"row_id"_s, u"digest"_s, u"prev_hash"_s, u"hash"_s});
    qint64 lines = 0;
    const auto flush = [&]() -> Result<void> {
        if (auto ok = m_file.write(text); !ok)
            return ok;
        text.clear();
        return advance(std::exchange(lines, 0));
    };
    auto walked = m_repository.walkChain(head.seq, [&](const ChainLink &l) -> Result<void> {
        text += csvRow({QString::number(l.seq), QString::number(l.instantMs), l.table, QString::number(l.rowId),
                        l.digest, l.previous, l.hash});
        return ++lines < kTimelinePage ? Result<void>() : flush();
    });
    return walked ? flush() : walked;
}

Result<void> BundleWriter::writeAbout(const QList<Incident> &incidents)
{
    QJsonArray list, left;
    for (const Incident &i : incidents) {
        QJsonObject one{{u"reference"_s, i.reference()}, {u"title"_s, i.title}, {u"exercise"_s, i.exercise}};
        for (const BundleRelease &r : m_identity.releases)
            if (r.incident == i.id)
                one.insert(u"released"_s, QJsonObject{{u"by"_s, r.byName}, {u"at"_s, utc(r.atMs)}});
        list.append(one);
    }
    QByteArray csv = csvRow({u"incident"_s, u"what"_s, u"reason"_s});
    for (const LeftOut &l : std::as_const(m_leftOut)) {
        left.append(QJsonObject{{u"incident"_s, l.incident}, {u"what"_s, l.what}, {u"reason"_s, l.reason}});
        csv += csvRow({l.incident, l.what, l.reason});
    }
    const Anchor &head = m_identity.head;
    const Person &person = m_session.actor();
    const QJsonObject about{
        {u"schema"_s, u"tocsin/bundle/1"_s},
        {u"bundle"_s, m_identity.uuid},
        {u"program"_s, m_identity.request.program},
        {u"madeAt"_s, utc(m_identity.madeMs)},
        {u"madeBy"_s, QJsonObject{{u"name"_s, person.name}, {u"roles"_s, roleNames(person.roles)}}},
        {u"recipient"_s, m_identity.request.recipient},
        {u"purpose"_s, m_identity.request.purpose},
        {u"incidents"_s, list},
        {u"record"_s,
         QJsonObject{{u"databaseUuid"_s, head.databaseUuid}, {u"seq"_s, head.seq}, {u"hash"_s, head.hash}}},
        {u"keySha256"_s, m_identity.keySha256},
        {u"timeStampServer"_s,
         m_identity.request.stamp.url.isEmpty() ? QJsonValue() : QJsonValue(m_identity.request.stamp.url)},
        {u"leftOut"_s, left}};
    for (const auto &[name, bytes] :
         {std::pair(u"bundle.json"_s, QJsonDocument(about).toJson()), std::pair(u"left-out.csv"_s, csv),
          std::pair(u"README.txt"_s, resource(u"README.txt"_s)), std::pair(u"check.py"_s, resource(u"check.py"_s))})
        if (auto ok = add(name, bytes); !ok)
            return ok;
    return {};
}

Result<void> BundleWriter::add(const QString &name, const QByteArray &bytes)
{
    if (auto ok = m_file.begin(name); !ok)
        return ok;
    return m_file.write(bytes);
}

Result<void> BundleWriter::addPdf(const Now &now, const QString &name, const QString &title, const QString &markdown,
                                  const QString &marking)
{
    auto pdf = m_renderer.renderReport({now.incident.reference(), title, markdown, m_identity.madeMs, marking, {}});
    if (pdf)
        return add(name, *pdf);
    leaveOut(now.incident.reference(), name, tr("it could not be made: %1").arg(pdf.error().userText));
    return {};
}

Result<void> BundleWriter::advance(qint64 units)
{
    m_done += units;
    if (m_progress && !m_progress(qMin(m_done, m_total), m_total))
        return failure(ErrorKind::Canceled, tr("Stopped. No bundle was made."));
    return {};
}

void BundleWriter::leaveOut(const QString &incident, const QString &what, const QString &reason)
{
    m_leftOut.append({incident, what, reason});
}

QString BundleWriter::foot() const
{
    return tr("Bundle %1, made on %2 by %3 for %4: %5. The record stood at entry %6, %7.")
        .arg(m_identity.uuid, utc(m_identity.madeMs), m_session.actor().name, m_identity.request.recipient,
             m_identity.request.purpose)
        .arg(m_identity.head.seq)
        .arg(m_identity.head.hash);
}

} // namespace tocsin
