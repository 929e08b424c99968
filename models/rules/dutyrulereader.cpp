#include "models/rules/dutyrulereader.h"

#include <QJsonDocument>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

} // namespace

void DutyRuleReader::wrong(const QString &field, const QString &what)
{
    if (m_error)
        return;
    QString where = m_file;
    if (!m_rule.isEmpty())
        where += tr(", rule %1").arg(m_rule);
    if (!field.isEmpty())
        where += tr(", field %1").arg(field);
    m_error = Error{ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field};
}

void DutyRuleReader::onlyFields(const QJsonObject &o, const QStringList &known)
{
    for (const QString &key : o.keys())
        if (!known.contains(key))
            wrong(key, tr("there is no such field."));
}

QString DutyRuleReader::text(const QJsonObject &o, const QString &field, bool mayBeEmpty)
{
    const QJsonValue value = o.value(field);
    if (value.isUndefined())
        wrong(field, tr("is missing."));
    else if (!value.isString())
        wrong(field, tr("has to be a text."));
    else if (!mayBeEmpty && value.toString().trimmed().isEmpty())
        wrong(field, tr("is empty."));
    return value.toString();
}

int DutyRuleReader::number(const QJsonObject &o, const QString &field, int least, int most)
{
    const QJsonValue value = o.value(field);
    if (value.isUndefined())
        wrong(field, tr("is missing."));
    else if (!value.isDouble() || value.toInt(least - 1) < least || value.toInt(most + 1) > most)
        wrong(field, tr("has to be a whole number from %1 to %2.").arg(least).arg(most));
    return value.toInt();
}

bool DutyRuleReader::flag(const QJsonObject &o, const QString &field)
{
    if (!o.value(field).isBool())
        wrong(field, o.contains(field) ? tr("has to be true or false.") : tr("is missing."));
    return o.value(field).toBool();
}

QDate DutyRuleReader::date(const QJsonObject &o, const QString &field, bool mayBeEmpty)
{
    const QString given = text(o, field, mayBeEmpty);
    const QDate day = QDate::fromString(given, Qt::ISODate);
    if (!given.isEmpty() && !day.isValid())
        wrong(field, tr("\"%1\" is no date.").arg(given));
    return day;
}

template<class E> E DutyRuleReader::code(const QJsonObject &o, const QString &field, E otherwise)
{
    const QString given = text(o, field);
    const auto value = fromCode<E>(given);
    if (!value)
        wrong(field, tr("there is no \"%1\".").arg(given));
    return value.value_or(otherwise);
}

template<class E> QList<E> DutyRuleReader::codes(const QJsonObject &o, const QString &field)
{
    QList<E> list;
    if (!o.contains(field))
        return list;
    if (o.value(field).toArray().isEmpty())
        wrong(field, tr("has to be a list with entries."));
    for (const QJsonValue &entry : o.value(field).toArray()) {
        const auto value = fromCode<E>(entry.toString());
        if (!value)
            wrong(field, tr("there is no \"%1\".").arg(entry.toString()));
        else
            list.append(*value);
    }
    return list;
}

DutyConditions DutyRuleReader::readConditions(const QJsonObject &o, bool inner)
{
    onlyFields(o, {u"personal_data"_s, u"security_incident"_s, u"declared"_s, u"readable"_s, u"parts"_s, u"risk"_s,
                   u"unless_unlikely"_s, u"sectors"_s, u"data"_s, u"happened"_s, u"people_from"_s, u"people_below"_s,
                   inner ? QString() : u"any_of"_s});
    if (o.isEmpty())
        wrong(u"conditions"_s, tr("asks for nothing."));
    DutyConditions c;
    const auto asked = [&](const QString &field) { return o.contains(field) && flag(o, field); };
    c.personalData = asked(u"personal_data"_s);
    c.securityIncident = asked(u"security_incident"_s);
    c.declared = asked(u"declared"_s);
    c.readable = asked(u"readable"_s);
    c.parts = codes<ProviderPart>(o, u"parts"_s);
    if (o.contains(u"risk"_s))
        c.risk = code(o, u"risk"_s, PeopleRisk::Risk);
    c.unlessUnlikely = asked(u"unless_unlikely"_s);
    if (c.unlessUnlikely && c.risk != PeopleRisk::Risk)
        wrong(u"unless_unlikely"_s, tr("belongs to the risk \"risk\"."));
    c.sectors = codes<Sector>(o, u"sectors"_s);
    c.data = codes<DataKind>(o, u"data"_s);
    c.happened = codes<Happening>(o, u"happened"_s);
    constexpr int kMany = 1'000'000'000;
    c.peopleFrom = o.contains(u"people_from"_s) ? number(o, u"people_from"_s, 1, kMany) : 0;
    c.peopleBelow = o.contains(u"people_below"_s) ? number(o, u"people_below"_s, 1, kMany) : 0;
    for (const QJsonValue &set : o.value(u"any_of"_s).toArray())
        c.anyOf.append(readConditions(set.toObject(), true));
    return c;
}

void DutyRuleReader::readPeriod(const QJsonObject &o, DutyRule &rule)
{
    if (!o.value(u"period"_s).isObject())
        wrong(u"period"_s, tr("has to be an object with value and unit."));
    const QJsonObject period = o.value(u"period"_s).toObject();
    onlyFields(period, {u"value"_s, u"unit"_s});
    rule.period.unit = code(period, u"unit"_s, PeriodUnit::Hours);
    rule.period.value = number(period, u"value"_s, 0, 10'000);
    if (rule.period.hasNumber() != (rule.period.value > 0))
        wrong(u"period"_s, tr("a number belongs to hours, days, months and years, and to nothing else."));
    rule.rollOver = code(o, u"roll_over"_s, RollOver::None);
    rule.attentionHours = number(o, u"attention_hours"_s, 0, 168);
    if (rule.period.hasNumber() == (rule.attentionHours > 0))
        wrong(u"attention_hours"_s, tr("is given for what has no number, and for nothing else."));
    if (!o.contains(u"cap"_s))
        return;
    if (!o.value(u"cap"_s).isObject())
        wrong(u"cap"_s, tr("has to be an object with hours and starts_at."));
    const QJsonObject cap = o.value(u"cap"_s).toObject();
    onlyFields(cap, {u"hours"_s, u"starts_at"_s});
    rule.capHours = number(cap, u"hours"_s, 1, 10'000);
    if (code(cap, u"starts_at"_s, StartsAt::Named) != StartsAt::Awareness || rule.startsAt == StartsAt::Awareness)
        wrong(u"cap"_s, tr("starts at awareness, and belongs to a clock that starts elsewhere."));
    if (rule.period.unit != PeriodUnit::Hours)
        wrong(u"cap"_s, tr("belongs to a period in hours."));
}

void DutyRuleReader::readRule(const QJsonObject &o)
{
    onlyFields(o, {u"id"_s,
                   u"kind"_s,
                   u"regime"_s,
                   u"jurisdiction"_s,
                   u"addressee"_s,
                   u"addressee_name"_s,
                   u"trigger"_s,
                   u"starts_at"_s,
                   u"starts_when"_s,
                   u"period"_s,
                   u"cap"_s,
                   u"roll_over"_s,
                   u"attention_hours"_s,
                   u"union_act"_s,
                   u"citation"_s,
                   u"content"_s,
                   u"exceptions"_s,
                   u"conditions"_s,
                   u"valid_from"_s,
                   u"valid_until"_s,
                   u"confidence"_s,
                   u"enforced"_s,
                   u"counsel"_s});
    DutyRule r;
    r.id = m_rule;
    if (m_rules.rule(r.id))
        wrong(u"id"_s, tr("is there twice."));
    const QString kind = text(o, u"kind"_s);
    if (kind != u"notice" && kind != u"record" && kind != u"recommended")
        wrong(u"kind"_s, tr("there is no \"%1\".").arg(kind));
    r.kind = kind == u"record"        ? DutyRule::Kind::Record
             : kind == u"recommended" ? DutyRule::Kind::Recommended
                                      : DutyRule::Kind::Notice;
    r.regime = text(o, u"regime"_s);
    r.jurisdiction = text(o, u"jurisdiction"_s);
    r.addressee = code(o, u"addressee"_s, Addressee::Authority);
    r.addresseeName = text(o, u"addressee_name"_s);
    r.trigger = text(o, u"trigger"_s);
    r.startsAt = code(o, u"starts_at"_s, StartsAt::Awareness);
    r.startsWhen = text(o, u"starts_when"_s);
    readPeriod(o, r);
    r.unionAct = flag(o, u"union_act"_s);
    r.citation = text(o, u"citation"_s);
    r.content = text(o, u"content"_s);
    r.exceptions = text(o, u"exceptions"_s);
    r.conditions = readConditions(o.value(u"conditions"_s).toObject(), false);
    r.validFrom = date(o, u"valid_from"_s, true);
    r.validUntil = date(o, u"valid_until"_s, true);
    r.confidence = text(o, u"confidence"_s);
    if (r.confidence != u"high" && r.confidence != u"medium" && r.confidence != u"low")
        wrong(u"confidence"_s, tr("there is no \"%1\".").arg(r.confidence));
    r.enforced = flag(o, u"enforced"_s);
    r.counsel = text(o, u"counsel"_s, true);
    if (r.confidence != u"high" && r.counsel.isEmpty())
        wrong(u"counsel"_s, tr("say what counsel is asked about a rule that is not sure."));
    m_rules.m_rules.append(r);
}

void DutyRuleReader::readJurisdiction(const QJsonObject &o)
{
    onlyFields(o, {u"code"_s, u"name"_s, u"countries"_s, u"within"_s, u"zone"_s, u"calendar"_s});
    Jurisdiction j;
    j.code = m_rule;
    j.name = text(o, u"name"_s);
    if (!o.value(u"countries"_s).isArray())
        wrong(u"countries"_s, tr("has to be a list of codes."));
    for (const QJsonValue &country : o.value(u"countries"_s).toArray())
        j.countries << country.toString();
    j.within = text(o, u"within"_s, true);
    j.zone = text(o, u"zone"_s);
    if (!QTimeZone(j.zone.toLatin1()).isValid())
        wrong(u"zone"_s, tr("there is no time zone \"%1\".").arg(j.zone));
    j.calendar = text(o, u"calendar"_s, true);
    if (m_rules.jurisdiction(j.code))
        wrong(u"code"_s, tr("is there twice."));
    m_rules.m_jurisdictions.append(j);
}

HolidayRule DutyRuleReader::readHoliday(const QJsonObject &o)
{
    onlyFields(o, {u"name"_s, u"fixed"_s, u"easter"_s, u"orthodox_easter"_s, u"weekday"_s, u"moved"_s, u"from_year"_s,
                   u"until_year"_s});
    HolidayRule h;
    h.name = text(o, u"name"_s);
    const QStringList kinds{u"fixed"_s, u"easter"_s, u"orthodox_easter"_s, u"weekday"_s};
    if (std::count_if(kinds.begin(), kinds.end(), [&o](const QString &kind) { return o.contains(kind); }) != 1)
        wrong(u"holidays"_s, tr("\"%1\" needs exactly one of: %2.").arg(h.name, kinds.join(u", "_s)));
    constexpr int kDaysBefore = -60, kDaysAfter = 70;
    if (o.contains(u"fixed"_s)) {
        const QDate day = QDate::fromString(u"2000-"_s + text(o, u"fixed"_s), Qt::ISODate);
        if (!day.isValid() || (day.month() == 2 && day.day() == 29))
            wrong(u"fixed"_s, tr("\"%1\" is no day of every year.").arg(o.value(u"fixed"_s).toString()));
        h.month = day.month();
        h.day = day.day();
    } else if (o.contains(u"easter"_s)) {
        h.kind = HolidayRule::Kind::Easter;
        h.offset = number(o, u"easter"_s, kDaysBefore, kDaysAfter);
    } else if (o.contains(u"orthodox_easter"_s)) {
        h.kind = HolidayRule::Kind::OrthodoxEaster;
        h.offset = number(o, u"orthodox_easter"_s, kDaysBefore, kDaysAfter);
    } else {
        if (!o.value(u"weekday"_s).isObject())
            wrong(u"weekday"_s, tr("has to be an object with month, day and nth."));
        const QJsonObject w = o.value(u"weekday"_s).toObject();
        onlyFields(w, {u"month"_s, u"day"_s, u"nth"_s});
        h.kind = HolidayRule::Kind::Weekday;
        h.month = number(w, u"month"_s, 1, 12);
        h.weekday = number(w, u"day"_s, 1, 7);
        h.nth = number(w, u"nth"_s, -1, 4);
        if (h.nth == 0)
            wrong(u"nth"_s, tr("has to be -1 for the last, or 1 to 4."));
    }
    const QString moved = o.contains(u"moved"_s) ? text(o, u"moved"_s) : QString();
    if (moved == u"nearest_weekday")
        h.moved = HolidayRule::Moved::NearestWeekday;
    else if (moved == u"sunday_to_saturday")
        h.moved = HolidayRule::Moved::SundayToSaturday;
    else if (!moved.isEmpty())
        wrong(u"moved"_s, tr("there is no \"%1\".").arg(moved));
    if (o.contains(u"from_year"_s))
        h.fromYear = number(o, u"from_year"_s, 1900, 2100);
    if (o.contains(u"until_year"_s))
        h.untilYear = number(o, u"until_year"_s, qMax(1900, h.fromYear), 2100);
    return h;
}

void DutyRuleReader::readCalendar(const QJsonObject &root)
{
    onlyFields(root, {u"schema"_s, u"version"_s, u"code"_s, u"name"_s, u"citation"_s, u"valid_from_year"_s,
                      u"valid_until_year"_s, u"holidays"_s});
    const QString given = text(root, u"code"_s), name = text(root, u"name"_s);
    (void)text(root, u"citation"_s);
    const int from = number(root, u"valid_from_year"_s, 2000, 2099),
              until = number(root, u"valid_until_year"_s, from, 2099);
    const QJsonArray holidays = root.value(u"holidays"_s).toArray();
    if (holidays.isEmpty())
        wrong(u"holidays"_s, tr("has to be a list with entries."));
    QHash<QDate, QString> days;
    QSet<QString> names;
    int place = 0;
    for (const QJsonValue &entry : holidays) {
        // By its name, or where it has none by its place.
        const QString called = entry.toObject().value(u"name"_s).toString();
        ++place;
        m_rule = called.isEmpty() ? QString::number(place) : called;
        const HolidayRule h = readHoliday(entry.toObject());
        if (m_error)
            return;
        if (names.contains(h.name))
            wrong(u"name"_s, tr("\"%1\" is there twice.").arg(h.name));
        names.insert(h.name);
        // That of the year after may be kept in December.
        for (int year = from; year <= until + 1; ++year)
            if (const QDate day = h.in(year); day.isValid() && day.year() >= from && day.year() <= until)
                days[day] = days.contains(day) ? days[day] + u" / "_s + h.name : h.name;
    }
    m_rule.clear();
    m_rules.m_calendars.insert(given, WorkCalendar(given, name, from, until, days));
}

void DutyRuleReader::readFile(const QString &path, const QByteArray &bytes)
{
    m_file = path;
    m_rule.clear();
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(bytes, &problem).object();
    if (root.isEmpty()) {
        wrong({}, problem.error == QJsonParseError::NoError
                      ? tr("has to be one JSON object.")
                      : tr("%1 at byte %2.").arg(problem.errorString(), QString::number(problem.offset)));
        return;
    }
    const QString kind = path.contains(u'/') ? path.section(u'/', 0, 0) : path.chopped(5);
    const QString schema = text(root, u"schema"_s), expected = u"tocsin/rules/%1/1"_s.arg(kind);
    if (schema != expected)
        wrong(u"schema"_s, tr("is \"%1\", expected \"%2\".").arg(schema, expected));
    const QString version = text(root, u"version"_s);
    m_rules.m_version = qMax(m_rules.m_version, version);
    if (kind == u"calendars")
        return readCalendar(root);
    onlyFields(root, {u"schema"_s, u"version"_s, u"entries"_s});
    const QJsonArray entries = root.value(u"entries"_s).toArray();
    if (entries.isEmpty())
        wrong(u"entries"_s, tr("has to be a list with entries."));
    for (qsizetype n = 0; n < entries.size() && !m_error; ++n) {
        const QJsonObject o = entries.at(n).toObject();
        m_rule = QString::number(n + 1); // until it has a name
        m_rule = text(o, kind == u"obligations" ? u"id"_s : u"code"_s);
        if (kind == u"obligations")
            readRule(o);
        else
            readJurisdiction(o);
    }
}

void DutyRuleReader::checkComplete()
{
    m_file = u"jurisdictions.json"_s;
    if (m_rules.m_jurisdictions.isEmpty())
        wrong({}, tr("is missing."));
    for (const Jurisdiction &j : std::as_const(m_rules.m_jurisdictions)) {
        m_rule = j.code;
        if (!j.calendar.isEmpty() && !m_rules.m_calendars.contains(j.calendar))
            wrong(u"calendar"_s, tr("there is no calendar \"%1\".").arg(j.calendar));
        if (!j.within.isEmpty() && !m_rules.jurisdiction(j.within))
            wrong(u"within"_s, tr("there is no jurisdiction \"%1\".").arg(j.within));
    }
    m_file = u"obligations"_s;
    m_rule.clear();
    if (m_rules.m_rules.isEmpty())
        wrong({}, tr("is missing."));
    for (const DutyRule &r : std::as_const(m_rules.m_rules)) {
        m_rule = r.id;
        if (r.jurisdiction != u"WW" && !m_rules.jurisdiction(r.jurisdiction))
            wrong(u"jurisdiction"_s, tr("there is no jurisdiction \"%1\".").arg(r.jurisdiction));
    }
}

Result<DutyRules> DutyRuleReader::read(const QMap<QString, QByteArray> &files)
{
    for (auto it = files.begin(); it != files.end() && !m_error; ++it) {
        const QString folder = it.key().section(u'/', 0, 0);
        if (folder != u"obligations" && folder != u"calendars" && it.key() != u"jurisdictions.json") {
            m_file = it.key();
            wrong({}, tr("is not a file of the rules."));
        } else {
            readFile(it.key(), *it);
        }
    }
    if (!m_error)
        checkComplete();
    return m_error ? Result<DutyRules>(tl::unexpected(*m_error)) : m_rules;
}

} // namespace tocsin
