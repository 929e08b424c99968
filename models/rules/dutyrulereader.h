#pragma once

#include "models/rules/dutyrules.h"
#include "models/rules/holidayrule.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tocsin {

/** Reads duties, jurisdictions and calendars; stops at the first thing that is wrong and names file, rule and field. */
class DutyRuleReader
{
public:
    [[nodiscard]] Result<DutyRules> read(const QMap<QString, QByteArray> &files);

private:
    void readFile(const QString &path, const QByteArray &bytes);
    void readRule(const QJsonObject &o);
    void readPeriod(const QJsonObject &o, DutyRule &rule);
    [[nodiscard]] DutyConditions readConditions(const QJsonObject &o, bool inner);
    void readJurisdiction(const QJsonObject &o);
    [[nodiscard]] HolidayRule readHoliday(const QJsonObject &o);
    void readCalendar(const QJsonObject &root);
    void checkComplete();

    [[nodiscard]] QString text(const QJsonObject &o, const QString &field, bool mayBeEmpty = false);
    [[nodiscard]] int number(const QJsonObject &o, const QString &field, int least, int most);
    [[nodiscard]] bool flag(const QJsonObject &o, const QString &field);
    [[nodiscard]] QDate date(const QJsonObject &o, const QString &field, bool mayBeEmpty);
    template<class E> [[nodiscard]] E code(const QJsonObject &o, const QString &field, E otherwise);
    template<class E> [[nodiscard]] QList<E> codes(const QJsonObject &o, const QString &field);
    void onlyFields(const QJsonObject &o, const QStringList &known);
    void wrong(const QString &field, const QString &what);

    DutyRules m_rules;
    QString m_file, m_rule;
    std::optional<Error> m_error; ///< the first thing that was wrong
};

} // namespace tocsin
