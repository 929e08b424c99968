#include "ui/incident/dutyfactsform.h"

#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRowsShown = 4;

template<class E> void fillChecks(QListWidget *list)
{
    for (const auto &e : enumTable<E>()) {
        auto *item = new QListWidgetItem(nameOf(e.value), list);
        item->setData(Qt::UserRole, codeOf(e.value));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
}

template<class E> QList<E> checked(const QListWidget *list)
{
    QList<E> values;
    for (int n = 0; n < list->count(); ++n)
        if (list->item(n)->checkState() == Qt::Checked)
            if (const auto value = fromCode<E>(list->item(n)->data(Qt::UserRole).toString()))
                values.append(*value);
    return values;
}

template<class E> void setChecked(QListWidget *list, const QList<E> &values)
{
    for (int n = 0; n < list->count(); ++n) {
        const auto value = fromCode<E>(list->item(n)->data(Qt::UserRole).toString());
        list->item(n)->setCheckState(value && values.contains(*value) ? Qt::Checked : Qt::Unchecked);
    }
}

template<class E> void fillChoice(QComboBox *box)
{
    for (const auto &e : enumTable<E>())
        box->addItem(nameOf(e.value), codeOf(e.value));
}

void choose(QComboBox *box, const QString &code)
{
    box->setCurrentIndex(qMax(0, box->findData(code)));
}

} // namespace

DutyFactsForm::DutyFactsForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_where(new QLineEdit)
    , m_people(new QLineEdit)
    , m_propose(new QPushButton(tr("Propose from these facts")))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(12);
    m_where->setObjectName(u"dutyWhere"_s);
    m_where->setPlaceholderText(u"DE, FR, US-CA"_s);
    addField(tr("&Where people or systems are"), m_where, u"where"_s)
        ->setHelp(tr("Codes of countries or states. Those of customers in scope are looked at anyway."));
    m_part = addChoice(tr("What the &provider is"), u"dutyPart"_s);
    fillChoice<ProviderPart>(m_part);
    m_risk = addChoice(tr("&Risk to people"), u"dutyRisk"_s);
    fillChoice<PeopleRisk>(m_risk);
    m_unreadable = addChoice(tr("Can o&thers read the data?"), u"dutyUnreadable"_s);
    m_unreadable->addItem(tr("Not known"), QString());
    m_unreadable->addItem(tr("Yes, it can be read"), u"no"_s);
    m_unreadable->addItem(tr("No: encrypted, keys safe"), u"yes"_s);
    m_people->setObjectName(u"dutyPeople"_s);
    m_people->setPlaceholderText(tr("Not known"));
    addField(tr("A&bout how many people"), m_people, u"people"_s);
    m_sectors = addChecks(tr("&Sector of the provider, or of whom it happened to"), u"dutySectors"_s);
    fillChecks<Sector>(m_sectors);
    m_kinds = addChecks(tr("&Kinds of data"), u"dutyKinds"_s);
    fillChecks<DataKind>(m_kinds);
    m_happenings = addChecks(tr("What &happened or was decided"), u"dutyHappenings"_s);
    fillChecks<Happening>(m_happenings);
    m_propose->setObjectName(u"dutyPropose"_s);
    m_propose->setAccessibleName(tr("Propose duties from these facts"));
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_propose);
    m_layout->addLayout(row);
    connect(m_propose, &QPushButton::clicked, this, &DutyFactsForm::proposeRequested);
    for (QLineEdit *field : {m_where, m_people})
        connect(field, &QLineEdit::textChanged, this, &DutyFactsForm::edited);
    for (QComboBox *box : {m_part, m_risk, m_unreadable})
        connect(box, &QComboBox::currentIndexChanged, this, &DutyFactsForm::edited);
    for (QListWidget *list : {m_sectors, m_kinds, m_happenings})
        connect(list, &QListWidget::itemChanged, this, &DutyFactsForm::edited);
}

FormRow *DutyFactsForm::addField(const QString &label, QWidget *field, const QString &fieldName)
{
    auto *row = new FormRow(label, field);
    row->setFieldName(fieldName);
    m_layout->addWidget(row);
    return row;
}

QComboBox *DutyFactsForm::addChoice(const QString &label, const QString &name)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    addField(label, box, name);
    return box;
}

QListWidget *DutyFactsForm::addChecks(const QString &label, const QString &name)
{
    auto *list = new QListWidget;
    list->setObjectName(name);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTabKeyNavigation(false);
    list->setFixedHeight(kRowsShown * (list->fontMetrics().lineSpacing() + 12));
    addField(label, list, name);
    return list;
}

DutyFactsByHand DutyFactsForm::value() const
{
    DutyFactsByHand f;
    static const QRegularExpression between(u"[\\s,;]+"_s);
    f.jurisdictions = m_where->text().toUpper().split(between, Qt::SkipEmptyParts);
    f.jurisdictions.removeDuplicates();
    f.sectors = checked<Sector>(m_sectors);
    f.dataKinds = checked<DataKind>(m_kinds);
    f.happenings = checked<Happening>(m_happenings);
    f.part = fromCode<ProviderPart>(m_part->currentData().toString()).value_or(ProviderPart::NotKnown);
    f.risk = fromCode<PeopleRisk>(m_risk->currentData().toString()).value_or(PeopleRisk::NotKnown);
    bool isNumber = false;
    const int people = m_people->text().trimmed().toInt(&isNumber);
    f.people = isNumber && people >= 0 ? people : -1;
    if (const QString read = m_unreadable->currentData().toString(); !read.isEmpty())
        f.unintelligible = read == u"yes";
    return f;
}

void DutyFactsForm::setValue(const DutyFactsByHand &f)
{
    const QSignalBlocker blocker(this);
    m_where->setText(f.jurisdictions.join(u", "_s));
    choose(m_part, codeOf(f.part));
    choose(m_risk, codeOf(f.risk));
    choose(m_unreadable, f.unintelligible ? (*f.unintelligible ? u"yes"_s : u"no"_s) : QString());
    m_people->setText(f.people >= 0 ? QString::number(f.people) : QString());
    setChecked(m_sectors, f.sectors);
    setChecked(m_kinds, f.dataKinds);
    setChecked(m_happenings, f.happenings);
}

bool DutyFactsForm::check()
{
    QStringList unknown;
    for (const QString &code : value().jurisdictions)
        if (!m_places.contains(code))
            unknown << code;
    if (!unknown.isEmpty()) {
        showFieldError(this, u"where"_s, tr("Not a code that the rules know: %1.").arg(unknown.join(u", "_s)));
        return false;
    }
    if (!m_people->text().trimmed().isEmpty() && value().people < 0) {
        showFieldError(this, u"people"_s, tr("Give a number, or leave it empty."));
        return false;
    }
    return true;
}

void DutyFactsForm::watch(FormDraft &draft)
{
    draft.watch(
        u"facts"_s,
        [this] {
            DutyFactsByHand facts = value();
            return QJsonValue(QJsonObject{{u"facts"_s, toJson(facts)}, {u"people"_s, m_people->text()}});
        },
        [this](const QJsonValue &v) {
            setValue(factsFromJson(v.toObject().value(u"facts"_s).toString()));
            const QSignalBlocker blocker(this);
            m_people->setText(v.toObject().value(u"people"_s).toString());
        });
}

void DutyFactsForm::setWhyNot(const QString &why)
{
    m_propose->setEnabled(why.isEmpty());
    m_propose->setToolTip(why);
}

} // namespace tocsin
