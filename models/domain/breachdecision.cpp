#include "models/domain/breachdecision.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

tl::unexpected<Error> invalid(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

/** Without personal data there is neither a risk to people nor a duty. */
Result<void> checkWithout(const BreachDecisionInput &in)
{
    if (in.risk || in.authority || in.subjects || in.ground)
        return invalid(tr("Without personal data there is no risk to people and no notice under Art. 33 or 34."),
                       "personalData");
    return {};
}

/** The truth table of Art. 33 and 34. */
Result<void> checkTruth(const BreachDecisionInput &in)
{
    using enum RiskToPeople;
    if (!in.risk)
        return invalid(tr("Say how legal judges the risk to people."), "risk");
    if (!in.authority)
        return invalid(tr("Say whether the authority is to be told."), "authority");
    if (!in.subjects)
        return invalid(tr("Say whether the people are to be told."), "subjects");
    if (*in.risk == Unlikely && *in.authority == AuthorityDuty::Owed)
        return invalid(tr("A risk that is unlikely is not notified: it stands in the register. If it is to be "
                          "notified, the risk is not unlikely."),
                       "authority");
    if (*in.risk != Unlikely && *in.authority == AuthorityDuty::RiskUnlikely)
        return invalid(tr("Where there is a risk to people, the authority is told. No ground of Art. 34(3) changes "
                          "that."),
                       "authority");
    if (*in.risk != HighRisk && *in.subjects == SubjectsDuty::Owed)
        return invalid(tr("The people are owed a notice when the risk is high. They may be told without owing it."),
                       "subjects");
    if (*in.risk == HighRisk && *in.subjects == SubjectsDuty::NoHighRisk)
        return invalid(tr("The risk is judged high, so the people are told, unless a ground of Art. 34(3) holds."),
                       "subjects");
    if (*in.risk != HighRisk && *in.subjects == SubjectsDuty::Article34Ground)
        return invalid(tr("A ground of Art. 34(3) is needed only where the risk is high."), "subjects");
    return {};
}

Result<void> checkGround(const BreachDecisionInput &in)
{
    const bool wanted = in.subjects == SubjectsDuty::Article34Ground;
    if (wanted && !in.ground)
        return invalid(tr("Choose which ground of Art. 34(3) holds."), "ground");
    if (!wanted && in.ground)
        return invalid(tr("A ground of Art. 34(3) belongs to people who are not told because of it."), "ground");
    if (in.ground == SubjectsGround::Disproportionate && isBlank(in.publicReference))
        return invalid(tr("Ground (c) needs the public communication that takes the place of the notices: say where it "
                          "is found."),
                       "publicReference");
    return {};
}

Result<void> checkOthers(const BreachDecisionInput &in, const QList<ProviderPart> &parts)
{
    const bool authority = in.authority == AuthorityDuty::OthersDuty;
    if (!authority && in.subjects != SubjectsDuty::OthersDuty)
        return {};
    const char *field = authority ? "authority" : "subjects";
    if (parts.contains(ProviderPart::Controller))
        return invalid(tr("You are the controller of an affected data set, so the notice about it is nobody else's "
                          "duty."),
                       field);
    if (!parts.contains(ProviderPart::Processor) && !parts.contains(ProviderPart::Joint))
        return invalid(tr("It is somebody else's duty where you handle the data for them, or with them: decide your "
                          "part in an affected data set first."),
                       field);
    return {};
}

} // namespace

template<> std::span<const EnumEntry<ProviderPart>> enumTable<ProviderPart>()
{
    using enum ProviderPart;
    static constexpr EnumEntry<ProviderPart> table[] = {
        {NotKnown, "not_known", QT_TRANSLATE_NOOP("tocsin::domain", "Not known")},
        {Processor, "processor", QT_TRANSLATE_NOOP("tocsin::domain", "Processor")},
        {Controller, "controller", QT_TRANSLATE_NOOP("tocsin::domain", "Controller")},
        {Joint, "joint", QT_TRANSLATE_NOOP("tocsin::domain", "Joint controller")},
    };
    return table;
}

template<> std::span<const EnumEntry<RiskToPeople>> enumTable<RiskToPeople>()
{
    using enum RiskToPeople;
    static constexpr EnumEntry<RiskToPeople> table[] = {
        {Unlikely, "unlikely", QT_TRANSLATE_NOOP("tocsin::domain", "Risk unlikely")},
        {Risk, "risk", QT_TRANSLATE_NOOP("tocsin::domain", "Risk")},
        {HighRisk, "high_risk", QT_TRANSLATE_NOOP("tocsin::domain", "High risk")},
    };
    return table;
}

template<> std::span<const EnumEntry<AuthorityDuty>> enumTable<AuthorityDuty>()
{
    using enum AuthorityDuty;
    static constexpr EnumEntry<AuthorityDuty> table[] = {
        {Owed, "owed", QT_TRANSLATE_NOOP("tocsin::domain", "Owed to the authority")},
        {RiskUnlikely, "risk_unlikely", QT_TRANSLATE_NOOP("tocsin::domain", "Not owed: risk unlikely")},
        {OthersDuty, "others_duty", QT_TRANSLATE_NOOP("tocsin::domain", "Somebody else's duty")},
    };
    return table;
}

template<> std::span<const EnumEntry<SubjectsDuty>> enumTable<SubjectsDuty>()
{
    using enum SubjectsDuty;
    static constexpr EnumEntry<SubjectsDuty> table[] = {
        {Owed, "owed", QT_TRANSLATE_NOOP("tocsin::domain", "Owed to the people")},
        {NoHighRisk, "no_high_risk", QT_TRANSLATE_NOOP("tocsin::domain", "Not owed: no high risk")},
        {Article34Ground, "article_34_3", QT_TRANSLATE_NOOP("tocsin::domain", "Not owed: Art. 34(3)")},
        {OthersDuty, "others_duty", QT_TRANSLATE_NOOP("tocsin::domain", "Somebody else's duty")},
    };
    return table;
}

template<> std::span<const EnumEntry<SubjectsGround>> enumTable<SubjectsGround>()
{
    using enum SubjectsGround;
    static constexpr EnumEntry<SubjectsGround> table[] = {
        {Unintelligible, "unintelligible", QT_TRANSLATE_NOOP("tocsin::domain", "(a) Unintelligible to others")},
        {RiskRemoved, "risk_removed", QT_TRANSLATE_NOOP("tocsin::domain", "(b) High risk removed since")},
        {Disproportionate, "disproportionate",
         QT_TRANSLATE_NOOP("tocsin::domain", "(c) Disproportionate effort, told in public")},
    };
    return table;
}

QString partConsequence(ProviderPart part)
{
    switch (part) {
    case ProviderPart::NotKnown:
        return tr("Who owes which notice stays open until the part is known.");
    case ProviderPart::Processor:
        return tr("You owe the customer notice without undue delay, whatever the risk. Notices under Art. 33 and 34 "
                  "are by default the customer's duty; its notice says so.");
    case ProviderPart::Controller:
        return tr("You owe the authority notice where there is a risk to people, and the people where it is high.");
    case ProviderPart::Joint:
        return tr("The arrangement between the controllers says who gives the notices under Art. 33 and 34.");
    }
    return {};
}

Result<void> checkBreachDecision(const BreachDecisionInput &in, const QList<ProviderPart> &parts)
{
    if (in.personalData == PersonalData::NotKnown)
        return invalid(tr("Say whether personal data is involved."), "personalData");
    if (in.personalData == PersonalData::No) {
        if (auto ok = checkWithout(in); !ok)
            return ok;
    } else {
        if (auto ok = checkTruth(in); !ok)
            return ok;
        if (auto ok = checkGround(in); !ok)
            return ok;
        if (auto ok = checkOthers(in, parts); !ok)
            return ok;
        if (isBlank(in.facts))
            return invalid(tr("The register names the facts: say what happened."), "facts");
        if (isBlank(in.effects))
            return invalid(tr("The register names the effects: say what it means for people."), "effects");
        if (isBlank(in.measures))
            return invalid(tr("The register names the remedial measures: say what was done."), "measures");
    }
    if (isBlank(in.reason))
        return invalid(tr("Give legal's reasons in words: no score gives them."), "reason");
    return {};
}

QStringList decisionWarnings(const BreachDecisionInput &in, const QList<ProviderPart> &parts,
                             std::optional<int> scoreQuarters, bool unintelligible)
{
    QStringList list;
    if (in.personalData != PersonalData::Yes)
        return list;
    if (parts.isEmpty())
        list << tr("No affected data set is recorded.");
    else if (parts.contains(ProviderPart::NotKnown))
        list << tr("Your part in an affected data set is not decided.");
    const bool owed = in.authority == AuthorityDuty::Owed || in.subjects == SubjectsDuty::Owed;
    const bool onlyProcessor = !parts.isEmpty() && parts.count(ProviderPart::Processor) == parts.size();
    if (owed && onlyProcessor)
        list << tr("In every data set you are the processor: say which law, contract or decision makes the notice your "
                   "duty.");
    if (in.risk == RiskToPeople::Unlikely && scoreQuarters.value_or(0) >= 8)
        list << tr("The score is medium or above and the risk is judged unlikely: the reasons have to say why.");
    if (in.risk && *in.risk != RiskToPeople::HighRisk && scoreQuarters.value_or(0) >= 12)
        list << tr("The score is high and the risk is not judged high: the reasons have to say why.");
    if (in.risk == RiskToPeople::HighRisk && scoreQuarters && *scoreQuarters < 8)
        list << tr("The score is low and the risk is judged high: the reasons have to say why.");
    if (in.ground == SubjectsGround::Unintelligible && !unintelligible)
        list << tr("Ground (a) is chosen, and the score does not say that the data is unintelligible.");
    return list;
}

QString decisionText(const BreachDecisionInput &in)
{
    if (in.personalData == PersonalData::No)
        return tr("No personal data involved: nothing owed under Art. 33 and 34.");
    if (!in.risk || !in.authority || !in.subjects)
        return tr("Not decided.");
    QString subjects = nameOf(*in.subjects);
    if (in.ground)
        subjects += u' ' + nameOf(*in.ground);
    return tr("%1. Art. 33: %2. Art. 34: %3.").arg(nameOf(*in.risk), nameOf(*in.authority), subjects);
}

} // namespace tocsin
