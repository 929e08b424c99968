#include "ui/incident/findingsform.h"

#include "models/rules/rulebook.h"
#include "ui/common/card.h"
#include "ui/common/choicegroup.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kTwoColumnsFrom = 560;

QString notKnown()
{
    return u"not_known"_s;
}

template<class E> std::optional<E> chosen(const ChoiceGroup &group)
{
    return fromCode<E>(group.value().toString());
}

template<class E> QString codeOrNotKnown(std::optional<E> value)
{
    return value ? codeOf(*value) : notKnown();
}

} // namespace

FindingsForm::FindingsForm(const RuleBook &rules, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setSpacing(12);
    m_functional = addScale<FunctionalImpact>(tr("Functional impact"), u"functional"_s, rules);
    addInformation(rules);
    m_recoverability = addScale<Recoverability>(tr("Recoverability"), u"recoverability"_s, rules);
    m_risk = addScale<CustomerDataRisk>(tr("Customer-data risk"), u"customerDataRisk"_s, rules);
    arrange(true);
    setFindings({});
}

Card *FindingsForm::addCard(const QString &title, const QString &note, QWidget *group)
{
    auto *card = new Card(title, this);
    card->setNote(note);
    card->body()->addWidget(group);
    card->body()->addStretch(1);
    m_cards.append(card);
    return card;
}

template<class E>
ChoiceGroup *FindingsForm::addScale(const QString &name, const QString &objectName, const RuleBook &rules)
{
    auto *group = new ChoiceGroup(name, this);
    group->setObjectName(objectName);
    for (const auto &e : enumTable<E>())
        group->addChoice(codeOf(e.value), nameOf(e.value), rules.definition(e.value));
    group->addChoice(notKnown(), tr("Not known yet"), tr("Counts as nothing, and the severity reads as provisional."));
    connect(group, &ChoiceGroup::valueChanged, this, &FindingsForm::edited);
    const bool own = std::is_same_v<E, CustomerDataRisk>;
    addCard(name, own ? QString() : tr("NIST SP 800-61r2"), group);
    return group;
}

void FindingsForm::addInformation(const RuleBook &rules)
{
    m_information = new CheckCardGroup(tr("Information impact"), this);
    m_information->setObjectName(u"information"_s);
    m_information->addChoice(u"none"_s, tr("None"), rules.definition(RuleBook::Scale::Information, u"none"));
    for (const auto &e : enumTable<InformationImpact>())
        m_information->addChoice(codeOf(e.value), nameOf(e.value), rules.definition(e.value));
    m_information->addChoice(notKnown(), tr("Not known yet"),
                             tr("Counts as nothing, and the severity reads as provisional."));
    connect(m_information, &CheckCardGroup::valuesChanged, this, &FindingsForm::informationEdited);
    addCard(tr("Information impact"), tr("several may hold"), m_information);
}

void FindingsForm::informationEdited()
{
    // "None" and "not known" each stand alone; unticking the last leaves it not known.
    QStringList values;
    for (const QVariant &v : m_information->values())
        values << v.toString();
    for (const QString &alone : {u"none"_s, notKnown()}) {
        if (!values.contains(alone) || values.size() == 1)
            continue;
        if (m_informationBefore.contains(alone))
            values.removeAll(alone);
        else
            values = {alone};
    }
    if (values.isEmpty())
        values = {notKnown()};
    m_information->setValues(QVariantList(values.begin(), values.end()));
    m_informationBefore = values;
    Q_EMIT edited();
}

ImpactFindings FindingsForm::findings() const
{
    ImpactFindings f;
    f.functional = chosen<FunctionalImpact>(*m_functional);
    f.recoverability = chosen<Recoverability>(*m_recoverability);
    f.customerDataRisk = chosen<CustomerDataRisk>(*m_risk);
    const QVariantList values = m_information->values();
    if (values.contains(QVariant(notKnown())) || values.isEmpty())
        return f;
    InformationImpacts impacts;
    for (const QVariant &v : values)
        if (const auto impact = fromCode<InformationImpact>(v.toString()))
            impacts |= *impact;
    f.information = impacts;
    return f;
}

void FindingsForm::setFindings(const ImpactFindings &f)
{
    m_functional->setValue(codeOrNotKnown(f.functional));
    m_recoverability->setValue(codeOrNotKnown(f.recoverability));
    m_risk->setValue(codeOrNotKnown(f.customerDataRisk));
    QStringList values;
    if (!f.information)
        values = {notKnown()};
    else if (*f.information == InformationImpacts{})
        values = {u"none"_s};
    else
        for (const auto &e : enumTable<InformationImpact>())
            if (*f.information & e.value)
                values << codeOf(e.value);
    m_information->setValues(QVariantList(values.begin(), values.end()));
    m_informationBefore = values;
}

void FindingsForm::arrange(bool wide)
{
    if (m_wide == static_cast<int>(wide))
        return;
    m_wide = wide;
    for (Card *card : std::as_const(m_cards))
        m_grid->removeWidget(card);
    for (int i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], wide ? i / 2 : i, wide ? i % 2 : 0);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, wide ? 1 : 0);
}

void FindingsForm::resizeEvent(QResizeEvent *event)
{
    arrange(event->size().width() >= kTwoColumnsFrom);
    QWidget::resizeEvent(event);
}

} // namespace tocsin
