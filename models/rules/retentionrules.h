#pragma once

#include "models/domain/incident.h"

namespace tocsin {

/** For how long incidents of one kind are kept after they ended (P12.2). An empty list leaves out that question. */
struct RetentionRule
{
    QString code;
    QString name;
    std::optional<bool> exercise;
    QList<Outcome> outcomes;
    QList<PersonalData> personalData;
    int years = 0;
    QString because;
    QString citation;
};

/** What the rules say of one incident. */
struct RetentionPeriod
{
    QString code;
    QString name;
    QString because;
    int years = 0;
    qint64 endedMs = 0; ///< 0: it has not ended, and no period runs
    qint64 untilMs = 0;

    [[nodiscard]] bool isPast(qint64 nowMs) const { return untilMs > 0 && untilMs <= nowMs; }
};

/** The periods of resources/rules/retention.json: the first rule that applies. Nothing is deleted by them. */
class RetentionRules
{
public:
    [[nodiscard]] static Result<RetentionRules> load();
    /** From the bytes of such a file; an error names file, entry and field. */
    [[nodiscard]] static Result<RetentionRules> fromJson(const QByteArray &bytes);

    [[nodiscard]] RetentionPeriod periodOf(const Incident &incident) const;
    [[nodiscard]] const QList<RetentionRule> &rules() const { return m_rules; }
    [[nodiscard]] const QString &version() const { return m_version; }
    [[nodiscard]] const QString &note() const { return m_note; }

private:
    QList<RetentionRule> m_rules;
    QString m_version;
    QString m_note;
};

} // namespace tocsin
