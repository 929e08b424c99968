#include "models/storage/transferrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

const QString kTransfer =
    u"SELECT h.id, h.version, h.incident_id, h.number, h.state, h.asked_ms, h.since_ms, h.requester_id, q.name, "
    "r.person_id, e.name, h.legal_id, l.name, h.manager_id, m.name, h.approved_ms, h.valid_until_ms, h.asked_back, "
    "h.moves, h.open_moves, r.kind, r.title, r.data_kind, r.environment, r.what, r.amount, r.whose, r.personal, "
    "r.source, r.destination, r.purpose, r.handlers, r.protection, r.destruction, r.keep_until_ms, r.found, "
    "r.checklist, r.checklist_version, r.checklist_items FROM transfer h JOIN transfer_request r ON r.id = h.id "
    "JOIN incident i ON i.id = +h.incident_id LEFT JOIN person q ON q.id = h.requester_id "
    "LEFT JOIN person e ON e.id = r.person_id LEFT JOIN person l ON l.id = h.legal_id "
    "LEFT JOIN person m ON m.id = h.manager_id "_s;

TransferInput readInput(const Statement &s)
{
    TransferInput in;
    in.kind = fromCode<TransferKind>(s.text(20)).value_or(TransferKind::Single);
    in.title = s.text(21);
    in.dataKind = s.text(22);
    in.environment = s.text(23);
    in.what = s.text(24);
    in.amount = s.text(25);
    in.whose = s.text(26);
    in.personal = fromCode<PersonalData>(s.text(27)).value_or(PersonalData::NotKnown);
    in.source = s.text(28);
    in.destination = s.text(29);
    in.purpose = s.text(30);
    in.handlers = s.text(31);
    in.protection = s.text(32);
    in.destruction = s.text(33);
    in.keepUntilMs = s.int64(34);
    in.found = s.text(35);
    in.requester = PersonId{s.int64(7)};
    return in;
}

Transfer readTransfer(const Statement &s)
{
    Transfer t;
    t.id = TransferId{s.int64(0)};
    t.version = s.integer(1);
    t.incident = IncidentId{s.int64(2)};
    t.number = s.integer(3);
    t.state = fromCode<TransferState>(s.text(4)).value_or(TransferState::Asked);
    t.askedMs = s.int64(5);
    t.sinceMs = s.int64(6);
    t.requesterName = s.text(8);
    t.enterer = PersonId{s.int64(9)};
    t.enteredBy = s.int64(9) == s.int64(7) ? QString() : s.text(10);
    t.legal = PersonId{s.int64(11)};
    t.legalName = s.text(12);
    t.manager = PersonId{s.int64(13)};
    t.managerName = s.text(14);
    t.approvedMs = s.int64(15);
    t.validUntilMs = s.int64(16);
    t.askedBack = s.boolean(17);
    t.moves = s.integer(18);
    t.openMoves = s.integer(19);
    t.content = readInput(s);
    t.checklist = {s.text(36), s.text(37), {}, questionsFromJson(s.text(38))};
    return t;
}

Result<QList<Transfer>> readAll(Statement &s)
{
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Transfer> rows;
    while (s.next())
        rows.append(readTransfer(s));
    return rows;
}

} // namespace

Result<QList<Transfer>> TransferRepository::ofIncident(IncidentId id)
{
    auto s = m_db.prepare(kTransfer + u"WHERE h.incident_id = ? ORDER BY h.number"_s);
    s.bind(id.value);
    return readAll(s);
}

Result<Transfer> TransferRepository::byId(TransferId id)
{
    auto s = m_db.prepare(kTransfer + u"WHERE h.id = ? AND "_s + m_db.dialect().visible(u"h.incident_id"_s));
    s.bind(id.value);
    auto rows = readAll(s);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such transfer."));
    return rows->first();
}

Result<QList<Transfer>> TransferRepository::unfinished(bool exercises)
{
    auto s = m_db.prepare(kTransfer +
                          u"WHERE (h.state IN ('asked', 'blocked', 'answered', 'breach') OR h.open_moves > 0 OR "
                          "(h.state = 'approved' AND h.moves = 0)) AND "_s +
                          exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"h.incident_id"_s) +
                          u" ORDER BY h.since_ms, h.id"_s);
    s.bind(exercises);
    return readAll(s);
}

Result<QList<Transfer>> TransferRepository::decidedBy(PersonId person, bool exercises, int limit)
{
    auto s = m_db.prepare(
        kTransfer +
        u"WHERE (h.id IN (SELECT d.transfer_id FROM transfer_decision d WHERE d.person_id = ?) OR h.id IN (SELECT "
        "a.transfer_id FROM transfer_answer a WHERE a.attested_by = ? OR a.person_id = ?)) AND "_s +
        exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"h.incident_id"_s) +
        u" ORDER BY h.since_ms DESC, h.id DESC LIMIT ?"_s);
    s.bind(person.value).bind(person.value).bind(person.value).bind(exercises).bind(limit);
    return readAll(s);
}

Result<QList<TransferAnswer>> TransferRepository::answers(TransferId id)
{
    auto s = m_db.prepare(u"SELECT a.instant_ms, a.verdict, a.items, a.go_ahead, a.remark, a.person_id, p.name, "
                          "a.attested_by, q.name, a.attested_ms, a.attested_how, a.attested_words FROM "
                          "transfer_answer a LEFT JOIN person p ON p.id = a.person_id LEFT JOIN person q ON q.id = "
                          "a.attested_by WHERE a.transfer_id = ? ORDER BY a.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TransferAnswer> rows;
    while (s.next()) {
        TransferAnswer a;
        a.atMs = s.int64(0);
        a.content = {fromCode<ChecklistVerdict>(s.text(1)).value_or(ChecklistVerdict::Stop), linesFromJson(s.text(2)),
                     s.text(3), s.text(4)};
        const bool attested = !s.isNull(7);
        a.legal = PersonId{s.int64(attested ? 7 : 5)};
        a.legalName = s.text(attested ? 8 : 6);
        a.enteredBy = attested ? s.text(6) : QString();
        a.attested = {PersonId{s.int64(7)}, s.int64(9), s.text(10), s.text(11)};
        rows.append(a);
    }
    return rows;
}

Result<QList<TransferDecisionRow>> TransferRepository::decisions(TransferId id)
{
    auto s = m_db.prepare(u"SELECT d.instant_ms, d.person_id, p.name, d.decision, d.words, d.conditions, "
                          "d.valid_until_ms FROM transfer_decision d LEFT JOIN person p ON p.id = d.person_id WHERE "
                          "d.transfer_id = ? ORDER BY d.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TransferDecisionRow> rows;
    while (s.next())
        rows.append({s.int64(0),
                     PersonId{s.int64(1)},
                     s.text(2),
                     {fromCode<TransferDecision>(s.text(3)).value_or(TransferDecision::Refused), s.text(4), s.text(5),
                      s.int64(6)}});
    return rows;
}

Result<QList<TransferRemark>> TransferRepository::remarks(TransferId id)
{
    auto s = m_db.prepare(u"SELECT r.instant_ms, r.person_id, p.name, r.kind, r.text FROM transfer_remark r LEFT JOIN "
                          "person p ON p.id = r.person_id WHERE r.transfer_id = ? ORDER BY r.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TransferRemark> rows;
    while (s.next())
        rows.append({s.int64(0), PersonId{s.int64(1)}, s.text(2),
                     fromCode<TransferRemarkKind>(s.text(3)).value_or(TransferRemarkKind::Question), s.text(4)});
    return rows;
}

Result<QList<TransferMove>> TransferRepository::moves(TransferId id)
{
    auto s = m_db.prepare(u"SELECT m.id, m.instant_ms, p.name, m.at_ms, m.carrier, m.how, m.total_bytes, m.list_sha256 "
                          "FROM transfer_move m LEFT JOIN person p ON p.id = m.person_id WHERE m.transfer_id = ? "
                          "ORDER BY m.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TransferMove> rows;
    while (s.next()) {
        TransferMove m;
        m.id = TransferMoveId{s.int64(0)};
        m.recordedMs = s.int64(1);
        m.byName = s.text(2);
        m.content = {s.int64(3), s.text(4), s.text(5), {}};
        m.totalBytes = s.int64(6);
        m.listSha256 = s.text(7);
        rows.append(m);
    }
    if (auto ok = addItems(rows); !ok)
        return tl::unexpected(ok.error());
    return rows;
}

Result<void> TransferRepository::addItems(QList<TransferMove> &moves)
{
    for (TransferMove &m : moves) {
        auto s = m_db.prepare(u"SELECT name, size, sha256 FROM transfer_item WHERE move_id = ? ORDER BY n"_s);
        if (auto ok = s.bind(m.id.value).exec(); !ok)
            return ok;
        while (s.next())
            m.content.items.append({s.text(0), s.int64(1), s.text(2)});
        auto e = m_db.prepare(u"SELECT e.instant_ms, p.name, e.outcome, e.at_ms, e.by_whom, e.how, e.witness, e.owner, "
                              "e.until_ms FROM transfer_end e LEFT JOIN person p ON p.id = e.person_id WHERE "
                              "e.move_id = ? ORDER BY e.id"_s);
        if (auto ok = e.bind(m.id.value).exec(); !ok)
            return ok;
        while (e.next())
            m.ends.append({e.int64(0),
                           e.text(1),
                           {fromCode<TransferOutcome>(e.text(2)).value_or(TransferOutcome::Kept), e.int64(3), e.text(4),
                            e.text(5), e.text(6), e.text(7), e.int64(8)}});
    }
    return {};
}

Result<std::pair<int, int>> TransferRepository::openOf(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT CAST(coalesce(sum(CASE WHEN state IN ('asked', 'blocked', 'answered', 'breach') "
                          "THEN 1 ELSE 0 END), 0) AS BIGINT), CAST(coalesce(sum(open_moves), 0) AS BIGINT) FROM "
                          "transfer WHERE incident_id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? std::pair(s.integer(0), s.integer(1)) : std::pair(0, 0);
}

Result<TransferMoveId> TransferRepository::moveWith(TransferId id, const QString &sha256)
{
    auto s = m_db.prepare(u"SELECT m.id FROM transfer_move m JOIN transfer_item i ON i.move_id = m.id WHERE "
                          "m.transfer_id = ? AND i.sha256 = ? AND NOT EXISTS (SELECT 1 FROM transfer_end e WHERE "
                          "e.move_id = m.id AND e.outcome <> 'kept') ORDER BY m.id LIMIT 1"_s);
    if (auto ok = s.bind(id.value).bind(sha256).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? TransferMoveId{s.int64(0)} : TransferMoveId{};
}

Result<TransferId> TransferRepository::insertRequest(IncidentId id, const TransferInput &in,
                                                     const TransferChecklist &checklist)
{
    auto n = m_db.prepare(u"SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id = ?"_s);
    if (auto ok = n.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    const int number = n.next() ? n.integer(0) : 1;
    auto s = m_db.prepare(
        u"INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, amount, "
        "whose, personal, source, destination, purpose, handlers, protection, destruction, keep_until_ms, found, "
        "checklist, checklist_version, checklist_items, requester_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(number).bind(codeOf(in.kind)).bind(in.title.trimmed());
    s.bind(in.dataKind).bind(in.environment).bind(in.what.trimmed()).bind(in.amount.trimmed()).bind(in.whose.trimmed());
    s.bind(codeOf(in.personal)).bind(in.source.trimmed()).bind(in.destination.trimmed()).bind(in.purpose.trimmed());
    s.bind(in.handlers.trimmed()).bind(in.protection.trimmed()).bind(in.destruction.trimmed());
    s.bindId(in.keepUntilMs).bind(in.found.trimmed());
    s.bind(checklist.list).bind(checklist.version).bind(questionsJson(checklist.items)).bind(in.requester.value);
    return s.insert().map([](qint64 key) { return TransferId{key}; });
}

Result<void> TransferRepository::insertAnswer(const Transfer &t, const ChecklistInput &in, const Attestation &a)
{
    auto s = m_db.prepare(
        u"INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, go_ahead, remark, "
        "attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(t.incident.value).bind(t.id.value).bind(t.version).bind(codeOf(in.verdict));
    s.bind(linesJson(in.lines)).bind(in.goAhead.trimmed()).bind(in.remark.trimmed());
    return s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
}

Result<void> TransferRepository::insertDecision(const Transfer &t, const TransferDecisionInput &in)
{
    auto s = m_db.prepare(u"INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, "
                          "words, conditions, valid_until_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(t.incident.value).bind(t.id.value).bind(t.version).bind(codeOf(in.decision));
    s.bind(in.words.trimmed()).bind(in.conditions.trimmed());
    return s.bindId(in.decision == TransferDecision::Approved ? in.validUntilMs : 0).exec();
}

Result<void> TransferRepository::insertRemark(const Transfer &t, TransferRemarkKind kind, const QString &text)
{
    auto s = m_db.prepare(
        u"INSERT INTO transfer_remark (uuid, incident_id, transfer_id, kind, text) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(t.incident.value).bind(t.id.value).bind(codeOf(kind)).bind(text.trimmed()).exec();
}

Result<TransferMoveId> TransferRepository::insertMove(const Transfer &t, const TransferMoveInput &in)
{
    qint64 total = 0;
    for (const TransferItem &item : in.items)
        total += item.size;
    auto s = m_db.prepare(u"INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, "
                          "how, item_count, total_bytes, list_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(t.incident.value).bind(t.id.value).bind(t.version).bind(in.atMs);
    s.bind(in.carrier.trimmed()).bind(in.how.trimmed()).bind(qint64{in.items.size()}).bind(total);
    auto key = s.bind(QString::fromLatin1(sha256Hex(sha256List(in.items)))).insert();
    if (!key)
        return tl::unexpected(key.error());
    int n = 0;
    for (const TransferItem &item : in.items) {
        auto i = m_db.prepare(
            u"INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES (?, ?, ?, ?, ?, ?)"_s);
        i.bind(t.incident.value).bind(*key).bind(++n).bind(item.name).bind(item.size).bind(item.sha256);
        if (auto ok = i.exec(); !ok)
            return tl::unexpected(ok.error());
    }
    return TransferMoveId{*key};
}

Result<void> TransferRepository::insertEnd(const Transfer &t, TransferMoveId move, const TransferEndInput &in)
{
    auto s = m_db.prepare(
        u"INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, by_whom, "
        "how, witness, owner, until_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    const bool kept = in.outcome == TransferOutcome::Kept;
    s.bind(newUuid()).bind(t.incident.value).bind(t.id.value).bind(t.version).bind(move.value);
    s.bind(codeOf(in.outcome))
        .bind(in.atMs)
        .bind(in.byWhom.trimmed())
        .bind(in.how.trimmed())
        .bind(in.witness.trimmed());
    return s.bind(kept ? in.owner.trimmed() : QString()).bindId(kept ? in.untilMs : 0).exec();
}

} // namespace tocsin
