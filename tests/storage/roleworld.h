#pragma once

#include "tests/storage/populated.h"

#include <map>

namespace tocsin::test {

/** An act in SQL, and the letters of who may do it (tst_rolesxacts); {names} are filled in by the world. */
struct ActCase
{
    const char *name;
    const char *who;
    const char *sql;
};
[[nodiscard]] const QList<ActCase> &actCases();

/** An act of somebody who may, at a moment when it may not be; `words` say what is missing. */
struct GateCase
{
    const char *name;
    const char *who;
    const char *words;
    const char *sql;
};
[[nodiscard]] const QList<GateCase> &gateCases();
[[nodiscard]] QList<GateCase> classificationGateCases();
/** Those of links, duplicates, situation and tasks (P1.10, P1.11): a part of them. */
[[nodiscard]] const QList<GateCase> &workingGateCases();
/** Those of awareness and duties by law (P7.6, P7.7): a part of them. */
[[nodiscard]] const QList<GateCase> &dutyGateCases();
/** Templates, scope by import, addressees, answers (P9): a part of them, and of the acts. */
[[nodiscard]] const QList<ActCase> &audienceActCases();
[[nodiscard]] const QList<GateCase> &audienceGateCases();
/** Data transfers (P10): a part of them, and of the acts. */
[[nodiscard]] const QList<ActCase> &transferActCases();
[[nodiscard]] const QList<GateCase> &transferGateCases();
/** Exceptions, consultations and attested decisions (P8, P10.5, P13.5): a part of them, and of the acts. */
[[nodiscard]] const QList<ActCase> &exceptionActCases();
[[nodiscard]] const QList<GateCase> &exceptionGateCases();
/** Delivery (P9.8, P7.5): a part of them, and of the acts. */
[[nodiscard]] const QList<ActCase> &deliveryActCases();
[[nodiscard]] const QList<GateCase> &deliveryGateCases();
/** Post-mortems and measures (P1.7, P11): a part of them, and of the acts. */
[[nodiscard]] const QList<ActCase> &closingActCases();
[[nodiscard]] const QList<GateCase> &closingGateCases();
/** Legal holds and redactions (P12.2): a part of them, and of the acts. */
[[nodiscard]] const QList<ActCase> &redactionActCases();
[[nodiscard]] const QList<GateCase> &redactionGateCases();
/** Those of them about services, hand-over, tuning and exercises. */
[[nodiscard]] const QList<GateCase> &serviceGateCases();

/** A team of one person a role, incidents in every state that an act needs, and a bare connection for each person. */
class RoleWorld
{
public:
    RoleWorld();
    [[nodiscard]] static QString letters() { return QStringLiteral("rmhlepak"); }
    [[nodiscard]] QString problems() const { return m_team.problems.join(u'\n'); }
    /** Text with {p.r} (person), {D} (incident), {D.v} (its version) ... filled in. */
    [[nodiscard]] QString filled(QString text) const;
    [[nodiscard]] PgAnswer as(QChar letter, const QString &sql);
    [[nodiscard]] PgAnswer asOwner(const QString &sql) { return m_team.server->asOwner(filled(sql)); }
    /** Does it, checks what is checked at commit, and takes it back. */
    [[nodiscard]] PgAnswer tryAct(QChar letter, const QString &sql, bool checkCommit = true);

private:
    void people();
    void incidents();
    void dataSets();
    void rescinding();
    void duties(CustomerId customer);
    void notices();
    void delivery();
    void audience();
    void postmortems();
    void services();
    void transfers();
    void exceptions();
    void readNumbers();
    void readPostmortems();
    void redactions();
    void readRedactions();
    void summaries();
    [[nodiscard]] NoticeId draft(IncidentId incident, bool whole = false);
    void did(const char *what, const Result<void> &result);
    void act(QChar letter, const QString &sql);
    void actAs(QChar letter) { m_team.actAs(m_people[letter]); }
    Services &s() { return *m_team.services; }

    Team m_team;
    std::map<QChar, PersonId> m_people;
    std::map<QChar, std::unique_ptr<PgSession>> m_sessions;
    QHash<QString, QString> m_values;
    IncidentId m_fresh, m_open, m_declared, m_done, m_ended, m_decided, m_others, m_rescinding, m_tuned, m_drill;
};

} // namespace tocsin::test
