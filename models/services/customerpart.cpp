#include "models/services/customerpart.h"

#include "models/domain/responsibility.h"
#include "models/rules/rulebook.h"
#include "models/services/session.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/riskrepository.h"
#include "models/storage/servicerepository.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<CustomerPart> customerPart(Session &session, const Notice &notice)
{
    CustomerPart part;
    if (notice.audience != Audience::Customers || notice.phase == NoticePhase::Correction)
        return part;
    auto incident = IncidentRepository(session.database()).byId(notice.incident);
    auto impacts = ServiceRepository(session.database()).impacts(notice.incident);
    auto sets = RiskRepository(session.database()).dataSets(notice.incident);
    for (const Error *e :
         {incident ? nullptr : &incident.error(), impacts ? nullptr : &impacts.error(), sets ? nullptr : &sets.error()})
        if (e)
            return tl::unexpected(*e);
    // P3.3: what lies on both sides is handled here for the provider's part; the other one is said.
    if (responsibleFor(*impacts) == Responsible::Both) {
        part.required << u"customer_part"_s;
        QStringList lines;
        for (const ServiceImpact &i : *impacts)
            if (i.affected)
                lines << impactText(i, session.rules().responsibility());
        part.layers = lines.join(u'\n');
    }
    // P5.6: as processor the provider owes the customer notice, and says that Art. 33 and 34 are the customer's duty.
    if (incident->personalData == PersonalData::Yes && decidedParts(*sets).contains(ProviderPart::Processor))
        part.required << u"own_duties"_s;
    return part;
}

Result<QStringList> missingCustomerPart(Session &session, const Notice &notice, const NoticeDraft &draft)
{
    auto part = customerPart(session, notice);
    if (!part)
        return tl::unexpected(part.error());
    QStringList names;
    for (const ContentItem &item : session.rules().requiredContent(notice.audience))
        if (part->required.contains(item.code) &&
            draft.content.value(item.code, ContentMark::Missing) == ContentMark::Missing)
            names << item.name;
    return names;
}

} // namespace tocsin
