#include "models/services/termimport.h"

#include "models/domain/customer.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString folded(const QString &text)
{
    return text.simplified().toCaseFolded();
}

bool isSame(const CustomerTerm &a, const CustomerTerm &b)
{
    return a.trigger == b.trigger && a.period == b.period && a.addressee == b.addressee && a.channel == b.channel &&
           a.language == b.language && a.source == b.source && a.exceptable == b.exceptable;
}

bool isOfSameClause(const CustomerTerm &a, const CustomerTerm &b)
{
    return a.trigger == b.trigger && a.source == b.source;
}

/** The terms in force that no row was found for yet, by customer. */
class TermsThere
{
public:
    explicit TermsThere(DutyRepository &repository)
        : m_repository(repository)
    {
    }

    /** The first that this is true of, once. */
    template<class Is> Result<std::optional<CustomerTerm>> take(const CustomerTerm &term, Is is)
    {
        if (!m_known.contains(term.customer)) {
            auto terms = m_repository.terms(term.customer);
            if (!terms)
                return tl::unexpected(terms.error());
            terms->removeIf([](const CustomerTerm &t) { return !t.active; });
            m_known.insert(term.customer, *terms);
        }
        QList<CustomerTerm> &list = m_known[term.customer];
        const auto found = std::find_if(list.begin(), list.end(), [&](const CustomerTerm &t) { return is(t, term); });
        if (found == list.end())
            return std::optional<CustomerTerm>();
        const CustomerTerm taken = *found;
        list.erase(found);
        return std::optional(taken);
    }

private:
    DutyRepository &m_repository;
    QHash<CustomerId, QList<CustomerTerm>> m_known;
};

QString lineOf(const ImportedTerm &row)
{
    return u"%1: %2, %3"_s.arg(row.customer, periodText(row.term.period), row.term.source);
}

/** The rows whose customer is known, with it; the others are said. */
Result<QList<ImportedTerm>> withCustomers(Session &session, const TermFile &file, ImportPlan &plan)
{
    auto customers = CustomerRepository(session.database()).all();
    if (!customers)
        return tl::unexpected(customers.error());
    QHash<QString, CustomerId> byName;
    for (const Customer &c : std::as_const(*customers))
        byName.insert(folded(c.name), c.id);
    plan.add(file.findings);
    QList<ImportedTerm> known;
    for (ImportedTerm row : file.terms) {
        row.term.customer = byName.value(folded(row.customer));
        if (row.term.customer.isValid())
            known.append(row);
        else
            plan.add(row.place, ImportAction::Refused, u"customer"_s,
                     tr("There is no customer of this name: %1. Import the customers first.").arg(row.customer));
    }
    return known;
}

} // namespace

Result<ImportPlan> TermImport::run(const TermFile &file, bool writes)
{
    ImportPlan plan;
    DutyRepository repository(m_session.database());
    auto rows = withCustomers(m_session, file, plan);
    if (!rows)
        return tl::unexpected(rows.error());
    TermsThere there(repository);
    QList<ImportedTerm> rest; // first what is there as it is, so that no other row takes it for its own
    for (const ImportedTerm &row : std::as_const(*rows)) {
        auto same = there.take(row.term, isSame);
        if (!same)
            return tl::unexpected(same.error());
        if (*same)
            plan.add(row.place, ImportAction::Same, u"term"_s, lineOf(row));
        else
            rest.append(row);
    }
    for (const ImportedTerm &row : std::as_const(rest)) {
        auto before = there.take(row.term, isOfSameClause);
        if (!before)
            return tl::unexpected(before.error());
        CustomerTerm term = row.term;
        if (*before) {
            term.id = (*before)->id;
            term.version = (*before)->version;
        }
        if (writes) {
            const auto done = *before ? repository.change(term)
                                      : repository.insert(term).and_then([](qint64) { return Result<void>(); });
            if (!done)
                return tl::unexpected(done.error());
        }
        plan.add(row.place, *before ? ImportAction::Changed : ImportAction::New, u"term"_s, lineOf(row));
    }
    return plan;
}

Result<ImportPlan> TermImport::preview(const TermFile &file)
{
    return run(file, false);
}

Result<ImportPlan> TermImport::apply(const TermFile &file)
{
    auto before = preview(file);
    if (!before || before->created + before->changed == 0)
        return before; // the same again changes nothing, and is no act
    Result<ImportPlan> plan = ImportPlan();
    auto done = m_session.act(Right::EditCustomers, [&]() -> Result<void> {
        plan = run(file, true);
        return plan ? Result<void>() : tl::unexpected(plan.error());
    });
    return done ? plan : tl::unexpected(done.error());
}

} // namespace tocsin
