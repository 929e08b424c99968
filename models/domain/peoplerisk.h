#pragma once

#include "models/domain/breachdecision.h"

#include <QMap>

namespace tocsin {

using DataSetId = Id<struct DataSetTag>;

/** How sure a number is. */
enum class CountKnown { NotKnown, Approximate, Exact };
template<> std::span<const EnumEntry<CountKnown>> enumTable<CountKnown>();

/** How many people or records (Art. 33(3)(a)): a number, if one is known. */
struct RoughCount
{
    CountKnown known = CountKnown::NotKnown;
    qint64 count = 0;
    friend bool operator==(const RoughCount &, const RoughCount &) = default;
};
/** "about 1,200", "1,200", "not known". */
[[nodiscard]] QString countText(const RoughCount &count);

/** What one data set holds and whose it is: what a person enters (P5.6). */
struct DataSetInput
{
    QString name;
    QString kinds;  ///< kinds of data
    QString people; ///< categories of people
    RoughCount peopleCount;
    RoughCount recordCount;
    ProviderPart proposedPart = ProviderPart::NotKnown; ///< responders propose
    bool affected = true;                               ///< false: it turned out not to be
    QString reason;                                     ///< what shows it, or why it changed
    friend bool operator==(const DataSetInput &, const DataSetInput &) = default;
};
[[nodiscard]] Result<void> checkDataSet(const DataSetInput &input);

/** A data set as it stands. */
struct DataSet
{
    DataSetId id;
    int version = 0;
    IncidentId incident;
    DataSetInput content;
    std::optional<ProviderPart> part; ///< legal decided; nothing: not yet
    QString partReason;
    QString partBy; ///< whose decision it is
    qint64 partMs = 0;

    /** What legal decided; not known until then, whatever was proposed. */
    [[nodiscard]] ProviderPart decidedPart() const { return part.value_or(ProviderPart::NotKnown); }
};
/** The parts, as decided, in what is affected. */
[[nodiscard]] QList<ProviderPart> decidedParts(const QList<DataSet> &sets);

/** One thing that was done to a data set: entered, changed, or its part decided. */
struct DataSetChange
{
    DataSetId dataSet;
    qint64 atMs = 0;
    QString byName;
    QString name;
    QString what;
    QString why;
};

/** Classes of data of ENISA's method (2013). */
enum class DataClass { Simple, Behavioural, Financial, Sensitive };
template<> std::span<const EnumEntry<DataClass>> enumTable<DataClass>();

/** The questions of the method that have one answer each; the answers are data (resources/rules/enisa.json). */
enum class EnisaPart { Identification, Confidentiality, Integrity, Availability, Intent };
template<> std::span<const EnumEntry<EnisaPart>> enumTable<EnisaPart>();

/** The bands of the score. */
enum class RiskBand { Low, Medium, High, VeryHigh };
template<> std::span<const EnumEntry<RiskBand>> enumTable<RiskBand>();

/** What was chosen on the page of the score. Codes are those of the rules. */
struct EnisaAnswers
{
    QMap<DataClass, int> classes;     ///< the classes that occur, and the adjustment of each
    QMap<EnisaPart, QString> answers; ///< by code
    bool manyPeople = false;          ///< flag: more than 100 people
    bool unintelligible = false;      ///< flag: the data is unintelligible to others
    friend bool operator==(const EnisaAnswers &, const EnisaAnswers &) = default;
};

/** The score in whole quarter-points: SE = DPC x EI + CB, never a fraction that could round. */
struct EnisaScore
{
    int dpc = 0;        ///< 1 to 4, the highest of the classes; 0: none chosen
    int eiQuarters = 0; ///< 1 to 4
    int confidentiality = 0, integrity = 0, availability = 0, intent = 0; ///< quarters
    bool complete = false; ///< every question is answered: only then there is a score
    RiskBand band = RiskBand::Low;

    [[nodiscard]] int cbQuarters() const { return confidentiality + integrity + availability + intent; }
    [[nodiscard]] int seQuarters() const { return dpc * eiQuarters + cbQuarters(); }
    friend bool operator==(const EnisaScore &, const EnisaScore &) = default;
};

/** "2.75" of 11 quarters. */
[[nodiscard]] QString quartersText(int quarters);

/** A score as kept. */
struct ScoreRow
{
    qint64 id = 0;
    qint64 atMs = 0;
    QString byName;
    EnisaAnswers answers;
    EnisaScore score;
    QString remark;
    QString ruleVersion;
};

/** The answers as one text for the record, and back; nothing for what it is not. */
[[nodiscard]] QString answersCode(const EnisaAnswers &answers);
[[nodiscard]] std::optional<EnisaAnswers> answersFromCode(const QString &code);

/** Of which incidents the register shows. */
struct RegisterQuery
{
    bool exercises = false; ///< exercises alone; they stand apart
};

/** One line of the register of Art. 33(5): every personal-data breach, notified or not. */
struct RegisterRow
{
    IncidentId incident;
    QString reference;
    QString title;
    qint64 detectedMs = 0;
    Outcome outcome = Outcome::NotClassified;
    bool restricted = false;
    bool exercise = false;
    bool done = false;
    QString seen;                           ///< what was seen at first: the facts, until legal wrote them
    std::optional<BreachDecision> decision; ///< nothing: legal has not decided
    std::optional<int> scoreQuarters;
    qint64 authorityToldMs = 0; ///< the first notice that reached the authority
    qint64 subjectsToldMs = 0;
    int dataSets = 0;
    qint64 people = 0; ///< sum of what is known of the affected data sets; 0: not known
};

/** Where a line of the register stands. */
enum class RegisterState { NotDecided, ToNotify, Notified, NotNotified };
template<> std::span<const EnumEntry<RegisterState>> enumTable<RegisterState>();
[[nodiscard]] RegisterState registerState(const RegisterRow &row);

} // namespace tocsin

Q_DECLARE_METATYPE(tocsin::DataSetId)
