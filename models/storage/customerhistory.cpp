#include "models/storage/customerhistory.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

struct Source
{
    CustomerRecord kind;
    QString table, whose, bulk, reason;
    QStringList values;
};

const QList<Source> &sources()
{
    static const QList<Source> all = {
        {CustomerRecord::Customer,
         u"customer_version"_s,
         u"coalesce(v.subject_id, v.id)"_s,
         u"v.bulk_id"_s,
         u"''"_s,
         {u"v.name"_s, u"v.sector"_s, u"v.country"_s, u"v.language"_s, u"v.remark"_s}},
        {CustomerRecord::Subscription,
         u"subscription_version"_s,
         u"v.customer_id"_s,
         u"v.bulk_id"_s,
         u"''"_s,
         {u"v.name"_s, u"v.kind"_s, u"v.external_ref"_s, u"v.tenant_ref"_s}},
        {CustomerRecord::Contact,
         u"contact_version"_s,
         u"v.customer_id"_s,
         u"v.bulk_id"_s,
         u"v.reason"_s,
         {u"v.name"_s, u"v.email"_s, u"v.phone"_s, u"v.kind"_s,
          u"(SELECT s.name FROM subscription s WHERE s.id = v.subscription_id)"_s, u"CAST(v.active AS TEXT)"_s}},
        {CustomerRecord::Term,
         u"customer_term_version"_s,
         u"v.customer_id"_s,
         u"NULL"_s,
         u"''"_s,
         {u"v.source"_s, u"v.starts_at"_s, u"CAST(v.period_value AS TEXT)"_s, u"v.period_unit"_s, u"v.addressee"_s,
          u"v.channel"_s, u"v.language"_s, u"CAST(v.exceptable AS TEXT)"_s, u"CAST(v.active AS TEXT)"_s}}};
    return all;
}

} // namespace

Result<QList<CustomerVersion>> customerVersions(Database &database, CustomerId customer)
{
    QList<CustomerVersion> versions;
    for (const Source &source : sources()) {
        auto s = database.prepare(
            u"SELECT coalesce(v.subject_id, v.id), v.instant_ms, coalesce(p.name, ''), coalesce((SELECT b.source_name "
            "FROM bulk_act b WHERE b.id = "_s +
            source.bulk + u"), ''), "_s + source.reason + u", "_s + source.values.join(u", "_s) + u" FROM "_s +
            source.table + u" v LEFT JOIN person p ON p.id = v.person_id WHERE "_s + source.whose +
            u" = ? ORDER BY v.id"_s);
        if (auto ok = s.bind(customer.value).exec(); !ok)
            return tl::unexpected(ok.error());
        while (s.next()) {
            CustomerVersion v{source.kind, s.int64(0), s.int64(1), s.text(2), s.text(3), s.text(4), {}};
            for (int i = 0; i < source.values.size(); ++i)
                v.values << s.text(5 + i);
            versions.append(v);
        }
    }
    return versions;
}

} // namespace tocsin
