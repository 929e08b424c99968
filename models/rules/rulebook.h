#pragma once

#include "models/domain/assessment.h"
#include "models/domain/detectionsource.h"
#include "models/domain/error.h"
#include "models/domain/noticestate.h"
#include "models/domain/responsibility.h"
#include "models/rules/classificationrules.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <future>
#include <memory>

namespace tocsin {

class DutyRules;

/** One thing a notice has to say, or may (P9.4). */
struct ContentItem
{
    QString code;     ///< stable, unique within its audience
    QString name;     ///< as the checklist shows it
    QString hint;     ///< what belongs there
    QString citation; ///< where it comes from
    bool required = false;
    friend bool operator==(const ContentItem &, const ContentItem &) = default;
};

/** The provider's commitment as the rules have it (P7.1). */
struct CommitmentRule
{
    QString code;
    QString name;
    QString text;
    QString citation;
    qint64 periodMs = 0;
    QList<Audience> audiences;
};

/** The rules that are data (DESIGN 18): definitions, hints, required content, the commitment. A value; immutable. */
class RuleBook
{
public:
    /** What a definition is about; the codes are those of the domain's enumerations. */
    enum class Scale { Functional, Information, Recoverability, CustomerDataRisk, Severity, Priority };

    /** The rules this program came with; fails only if its own files are broken. */
    [[nodiscard]] static Result<RuleBook> load();
    /** The same for a start that is waited for: the duties (three quarters of the work) are read when asked for. */
    [[nodiscard]] static Result<RuleBook> loadAtStart();
    /** From file names ("impacts.json" ...) and their bytes. An error names file, entry and field. */
    [[nodiscard]] static Result<RuleBook> fromJson(const QMap<QString, QByteArray> &files);
    /** The files a rule book is made of. */
    [[nodiscard]] static QStringList fileNames();

    /** "2026.1", or each file's version where they differ: what an incident remembers it was judged under. */
    [[nodiscard]] QString version() const;
    /** SHA-256 over names and bytes of all files, in hex: two books of one digest are the same. */
    [[nodiscard]] QString digest() const { return m_digest; }

    /** The definition beside a choice (P4.1), empty for an unknown code. "none" is a code of three scales. */
    [[nodiscard]] QString definition(Scale scale, QStringView code) const;
    [[nodiscard]] QString definition(FunctionalImpact value) const;
    [[nodiscard]] QString definition(InformationImpact value) const;
    [[nodiscard]] QString definition(Recoverability value) const;
    [[nodiscard]] QString definition(CustomerDataRisk value) const;
    [[nodiscard]] QString definition(Severity value) const;
    [[nodiscard]] QString definition(Priority value) const;
    /** Where the definition comes from: "NIST SP 800-61r2, table 3-2". */
    [[nodiscard]] QString citation(Scale scale, QStringView code) const;

    /** What a notice to this audience says, in the order of the checklist: required and optional items (P9.4). */
    [[nodiscard]] QList<ContentItem> requiredContent(Audience audience) const;
    /** What belongs into a record from this source (P2). */
    [[nodiscard]] QString sourceHint(DetectionSource source) const;
    /** Who answers for which layer of which service model (P3.1). */
    [[nodiscard]] const ResponsibilityMatrix &responsibility() const { return m_responsibility; }
    [[nodiscard]] const CommitmentRule &commitment() const { return m_commitment; }
    /** Duties of law and contract, jurisdictions, calendars; empty in a book that was not loaded as a whole. */
    [[nodiscard]] const DutyRules &duties() const { return *m_duties.get(); }
    /** The questions and rules of the classification wizard (P5.5). */
    [[nodiscard]] const ClassificationRules &classification() const { return m_classification; }

private:
    friend class RuleReader;
    RuleBook();

    struct Definition
    {
        QString text;
        QString citation;
    };

    QMap<QString, QString> m_versions; ///< by file name
    QString m_digest;
    QHash<QString, Definition> m_definitions; ///< by "scale/code"
    QHash<QString, QString> m_sourceHints;    ///< by code
    QHash<int, QList<ContentItem>> m_content; ///< by audience
    ResponsibilityMatrix m_responsibility;
    CommitmentRule m_commitment;
    std::shared_future<std::shared_ptr<const DutyRules>> m_duties;
    ClassificationRules m_classification;
};

} // namespace tocsin
