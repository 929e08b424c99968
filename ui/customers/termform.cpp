#include "ui/customers/termform.h"

#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

template<class E> void choose(QComboBox *box, E value)
{
    box->setCurrentIndex(qMax(0, box->findData(codeOf(value))));
}

template<class E> E chosen(const QComboBox *box, E otherwise)
{
    return fromCode<E>(box->currentData().toString()).value_or(otherwise);
}

} // namespace

TermForm::TermForm(const UiContext &ui, const CustomerTerm &term, QWidget *parent)
    : DirectoryForm(ui, term.id > 0 ? tr("Correct the term") : tr("New notification term"),
                    term.id > 0 ? tr("Save") : tr("Add the term"), parent)
    , m_term(term)
    , m_number(new QLineEdit)
    , m_unit(new QComboBox)
    , m_trigger(new QComboBox)
    , m_addressee(new QLineEdit(term.addressee))
    , m_channel(new QLineEdit(term.channel))
    , m_language(new QLineEdit(term.language))
    , m_source(new QLineEdit(term.source))
    , m_exceptable(new QCheckBox(tr("The contract allows an exception")))
{
    m_number->setMaxLength(5);
    addRow(tr("&How much time"), m_number, u"period"_s)->setHelp(tr("The shortest deadline to one addressee rules."));
    for (const auto &e : enumTable<PeriodUnit>())
        m_unit->addItem(nameOf(e.value), codeOf(e.value));
    addRow(tr("Counted &in"), m_unit, u"unit"_s)->setHelp(tr("Business days follow the customer's country."));
    connect(m_unit, &QComboBox::currentIndexChanged, this, &TermForm::updateNumber);
    for (const StartsAt at : {StartsAt::Declaration, StartsAt::Awareness, StartsAt::Detection})
        m_trigger->addItem(nameOf(at), codeOf(at));
    choose(m_trigger, term.trigger);
    addRow(tr("Counted &from"), m_trigger, u"trigger"_s);
    addRow(tr("To &whom"), m_addressee, u"addressee"_s)->setHelp(tr("Person or desk at the customer."));
    addRow(tr("By which &channel"), m_channel, u"channel"_s)->setHelp(tr("Mail, portal, telephone."));
    addRow(tr("&Language"), m_language, u"language"_s)->setOptional(true);
    addRow(tr("&Contract and clause"), m_source, u"source"_s);
    m_exceptable->setMinimumWidth(120);
    m_exceptable->setChecked(term.exceptable);
    addRow(tr("Exceptions"), m_exceptable, u"exceptable"_s);
    if (term.id > 0) {
        m_active = new QCheckBox(tr("In force"));
        m_active->setMinimumWidth(120);
        m_active->setChecked(term.active);
        addRow(tr("State"), m_active, u"active"_s)
            ->setHelp(tr("Nothing is deleted: a term that ended is taken out of force."));
        draft().watch(u"active"_s, m_active);
    }
    showPeriod(term.period);
    draft().watch(u"period"_s, m_number);
    draft().watch(u"unit"_s, m_unit);
    draft().watch(u"trigger"_s, m_trigger);
    draft().watch(u"addressee"_s, m_addressee);
    draft().watch(u"channel"_s, m_channel);
    draft().watch(u"language"_s, m_language);
    draft().watch(u"source"_s, m_source);
    draft().watch(u"exceptable"_s, m_exceptable);
    finish(u"term/%1-%2"_s.arg(term.customer.value).arg(term.id));
}

void TermForm::showPeriod(const Period &period)
{
    m_number->setText(period.hasNumber() ? QString::number(period.value) : QString());
    choose(m_unit, period.unit);
    updateNumber();
}

void TermForm::updateNumber()
{
    const bool counts = chosen(m_unit, PeriodUnit::Hours) != PeriodUnit::WithoutUndueDelay;
    m_number->setEnabled(counts);
    m_number->setToolTip(counts ? QString() : tr("A duty without a number has no countdown."));
}

CustomerTerm TermForm::value() const
{
    CustomerTerm t = m_term;
    t.period.unit = chosen(m_unit, PeriodUnit::Hours);
    t.period.value = t.period.hasNumber() ? m_number->text().trimmed().toInt() : 0;
    t.trigger = chosen(m_trigger, StartsAt::Declaration);
    t.addressee = m_addressee->text().simplified();
    t.channel = m_channel->text().simplified();
    t.language = m_language->text().simplified();
    t.source = m_source->text().simplified();
    t.exceptable = m_exceptable->isChecked();
    t.active = !m_active || m_active->isChecked();
    return t;
}

void TermForm::submit()
{
    const CustomerTerm t = value();
    run(
        [t](Services &s) -> Result<qint64> {
            if (t.id == 0)
                return s.duties.addTerm(t);
            auto done = s.duties.changeTerm(t);
            return done ? Result<qint64>(t.id) : tl::unexpected(done.error());
        },
        t.id > 0 ? tr("Term corrected") : tr("Term added"));
}

void TermForm::readTheirs()
{
    const auto read = [customer = m_term.customer](Services &s) { return s.duties.terms(customer); };
    readOne<CustomerTerm>(read, m_term.id, [this](const CustomerTerm &now) {
        const CustomerTerm before = std::exchange(m_term, now), mine = value();
        const auto yes = [](bool is) { return is ? tr("Yes") : tr("No"); };
        FieldMerge merge;
        showPeriod(merge.value(u"period"_s, tr("How much time"), before.period, mine.period, now.period, periodText));
        choose(m_trigger, merge.value(u"trigger"_s, tr("Counted from"), before.trigger, mine.trigger, now.trigger,
                                      [](StartsAt at) { return nameOf(at); }));
        m_addressee->setText(
            merge.value(u"addressee"_s, tr("To whom"), before.addressee, mine.addressee, now.addressee));
        m_channel->setText(
            merge.value(u"channel"_s, tr("By which channel"), before.channel, mine.channel, now.channel));
        m_language->setText(merge.value(u"language"_s, tr("Language"), before.language, mine.language, now.language));
        m_source->setText(merge.value(u"source"_s, tr("Contract and clause"), before.source, mine.source, now.source));
        m_exceptable->setChecked(merge.value(u"exceptable"_s, tr("The contract allows an exception"), before.exceptable,
                                             mine.exceptable, now.exceptable, yes));
        if (m_active)
            m_active->setChecked(merge.value(u"active"_s, tr("In force"), before.active, mine.active, now.active, yes));
        settle(merge, u"customer_term"_s, now.id, [this, now](const auto &choices) { take(now, choices); });
    });
}

void TermForm::take(const CustomerTerm &now, const QHash<QString, ConflictPanel::Choice> &choices)
{
    const auto isTheirs = [&choices](const QString &key) {
        return choices.contains(key) && choices.value(key) == ConflictPanel::Choice::Theirs;
    };
    if (isTheirs(u"period"_s))
        showPeriod(now.period);
    if (isTheirs(u"trigger"_s))
        choose(m_trigger, now.trigger);
    if (isTheirs(u"addressee"_s))
        m_addressee->setText(now.addressee);
    if (isTheirs(u"channel"_s))
        m_channel->setText(now.channel);
    if (isTheirs(u"language"_s))
        m_language->setText(now.language);
    if (isTheirs(u"source"_s))
        m_source->setText(now.source);
    if (isTheirs(u"exceptable"_s))
        m_exceptable->setChecked(now.exceptable);
    if (m_active && isTheirs(u"active"_s))
        m_active->setChecked(now.active);
}

} // namespace tocsin
