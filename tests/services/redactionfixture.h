#pragma once

#include "models/storage/manifest.h"
#include "tests/storage/populated.h"

#include <QHash>

namespace tocsin::test {

using namespace Qt::StringLiterals;

/** An incident with something in it that may not be kept (P12.2): Ada asks as legal, Mira holds it and confirms. */
class RedactionFixture
{
protected:
    Services &s() { return *team->services; }
    [[nodiscard]] EntryId note(const QString &text)
    {
        team->actAs(team->mira);
        return *s().timeline.add(id, {EntryKind::Note, team->clock.nowMs(), text, {}, false});
    }
    [[nodiscard]] Result<RedactionId> ask(const QString &table, qint64 row, PersonId who = {},
                                          RedactionCapacity as = RedactionCapacity::Legal)
    {
        team->actAs(who.isValid() ? who : team->ada);
        return s().redactions.request(id, {RedactionGround::CustomerData, u"Pasted by mistake."_s, as, table, row});
    }
    [[nodiscard]] Redaction request(RedactionId key)
    {
        const auto all = s().redactions.ofIncident(id);
        for (const Redaction &r : *all)
            if (r.id == key)
                return r;
        return {};
    }
    [[nodiscard]] Result<RedactionOutcome> confirm(RedactionId key, PersonId who = {})
    {
        team->actAs(who.isValid() ? who : team->mira);
        return s().redactions.decide(request(key), {RedactionDecision::Confirmed, u"Seen."_s});
    }
    /** Which tables say it, of all there are, as the owner of the database sees them. */
    [[nodiscard]] QStringList saying(const QString &text)
    {
        team->actAs(team->mira);
        QStringList parts, found;
        for (const TableEntry &table : tableManifest()) {
            const QString name = QString::fromLatin1(table.name);
            const QString row = team->server ? u"t::text"_s : wholeRow(name);
            const QString says = team->server ? u"strpos"_s : u"instr"_s;
            parts << u"SELECT '%1' WHERE EXISTS (SELECT 1 FROM %1 t WHERE %2(%3, '%4') > 0)"_s.arg(name, says, row,
                                                                                                   text);
        }
        const auto add = [&](const QString &answer) { found << answer.split(u'\n', Qt::SkipEmptyParts); };
        if (team->server) {
            const PgAnswer a = team->server->asOwner(
                u"SELECT coalesce(string_agg(x, chr(10)), '') FROM (%1) AS y (x)"_s.arg(parts.join(u" UNION ALL "_s)));
            add(a.ok ? a.value : a.error);
            return found;
        }
        for (const QString &part : std::as_const(parts))
            add(team->db->scalar(part).toString());
        return found;
    }

    std::unique_ptr<Team> team;
    QHash<QString, PersonId> people;
    IncidentId id;

private:
    [[nodiscard]] QString wholeRow(const QString &table)
    {
        QStringList columns;
        auto info = team->db->prepare(u"SELECT name FROM pragma_table_info(?)"_s);
        if (info.bind(table).exec())
            while (info.next())
                columns << u"coalesce("_s + info.text(0) + u", '')"_s;
        return u'(' + columns.join(u" || ' ' || "_s) + u')';
    }
};

} // namespace tocsin::test
