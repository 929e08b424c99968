#include "ui/risk/datasetform.h"

#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMostCounted = 2'000'000'000;

template<class E> E chosen(const QComboBox *box, E otherwise)
{
    return fromCode<E>(box->currentData().toString()).value_or(otherwise);
}

template<class E> void fillWith(QComboBox *box)
{
    for (const auto &e : enumTable<E>())
        box->addItem(nameOf(e.value), codeOf(e.value));
}

RoughCount countOf(const QComboBox *known, const QSpinBox *count)
{
    const CountKnown how = chosen(known, CountKnown::NotKnown);
    return {how, how == CountKnown::NotKnown ? 0 : count->value()};
}

} // namespace

DataSetForm::DataSetForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_kinds(new QLineEdit)
    , m_people(new QLineEdit)
    , m_peopleKnown(new QComboBox)
    , m_peopleCount(new QSpinBox)
    , m_recordsKnown(new QComboBox)
    , m_recordCount(new QSpinBox)
    , m_part(new QComboBox)
    , m_consequence(wrappedLabel({}, TextStyle::SmallMuted))
    , m_reason(new QLineEdit)
    , m_notAffected(new QCheckBox(tr("It turned out &not to be affected")))
{
    build();
    for (QLineEdit *field : {m_name, m_kinds, m_people, m_reason})
        connect(field, &QLineEdit::textChanged, this, &DataSetForm::edited);
    for (QComboBox *box : {m_peopleKnown, m_recordsKnown, m_part})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            refresh();
            Q_EMIT edited();
        });
    for (QSpinBox *box : {m_peopleCount, m_recordCount})
        connect(box, &QSpinBox::valueChanged, this, &DataSetForm::edited);
    connect(m_notAffected, &QCheckBox::toggled, this, &DataSetForm::edited);
    refresh();
}

QWidget *DataSetForm::countField(QComboBox *known, QSpinBox *count, const QString &name, const QString &objectName)
{
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    fillWith<CountKnown>(known);
    known->setObjectName(objectName + u"Known"_s);
    known->setAccessibleName(tr("%1: how well known").arg(name));
    count->setObjectName(objectName);
    count->setAccessibleName(name);
    count->setRange(0, kMostCounted);
    count->setGroupSeparatorShown(true);
    layout->addWidget(known);
    layout->addWidget(count, 1);
    both->setFocusProxy(known);
    return both;
}

void DataSetForm::build()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    const auto add = [grid](int row, int column, const QString &label, QWidget *field, const QString &name,
                            int columns = 1) {
        auto *line = new FormRow(label, field);
        line->setFieldName(name);
        grid->addWidget(line, row, column, 1, columns, Qt::AlignTop);
        return line;
    };
    m_name->setObjectName(u"dataSetName"_s);
    m_kinds->setObjectName(u"dataSetKinds"_s);
    m_kinds->setPlaceholderText(tr("contact data, invoices, health data …"));
    m_people->setObjectName(u"dataSetPeople"_s);
    m_people->setPlaceholderText(tr("customers' staff, patients, minors …"));
    m_reason->setObjectName(u"dataSetReason"_s);
    m_part->setObjectName(u"dataSetPart"_s);
    m_consequence->setObjectName(u"dataSetConsequence"_s);
    m_notAffected->setObjectName(u"dataSetNotAffected"_s);
    m_notAffected->setAccessibleName(tr("It turned out not to be affected"));
    fillWith<ProviderPart>(m_part);
    add(0, 0, tr("Name of the data &set"), m_name, u"name"_s);
    add(0, 1, tr("&Kinds of data"), m_kinds, u"kinds"_s);
    add(1, 0, tr("&Whose data it is"), m_people, u"people"_s);
    add(1, 1, tr("Number of &people"), countField(m_peopleKnown, m_peopleCount, tr("Number of people"), u"people"_s),
        u"peopleCount"_s);
    add(2, 0, tr("Your pa&rt, as you propose it"), m_part, u"part"_s);
    add(2, 1, tr("Number of re&cords"),
        countField(m_recordsKnown, m_recordCount, tr("Number of records"), u"records"_s), u"recordCount"_s);
    grid->addWidget(m_consequence, 3, 0, 1, 2);
    add(4, 0, tr("W&hat shows it"), m_reason, u"reason"_s, 2);
    grid->addWidget(m_notAffected, 5, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(6, 1);
}

void DataSetForm::refresh()
{
    m_peopleCount->setEnabled(m_peopleKnown->isEnabled() &&
                              chosen(m_peopleKnown, CountKnown::NotKnown) != CountKnown::NotKnown);
    m_recordCount->setEnabled(m_recordsKnown->isEnabled() &&
                              chosen(m_recordsKnown, CountKnown::NotKnown) != CountKnown::NotKnown);
    m_consequence->setText(partConsequence(chosen(m_part, ProviderPart::NotKnown)));
}

DataSetInput DataSetForm::value() const
{
    DataSetInput in;
    in.name = m_name->text().trimmed();
    in.kinds = m_kinds->text().trimmed();
    in.people = m_people->text().trimmed();
    in.peopleCount = countOf(m_peopleKnown, m_peopleCount);
    in.recordCount = countOf(m_recordsKnown, m_recordCount);
    in.proposedPart = chosen(m_part, ProviderPart::NotKnown);
    in.affected = !m_notAffected->isChecked();
    in.reason = m_reason->text().trimmed();
    return in;
}

void DataSetForm::setValue(const DataSetInput &in)
{
    m_name->setText(in.name);
    m_kinds->setText(in.kinds);
    m_people->setText(in.people);
    m_peopleKnown->setCurrentIndex(m_peopleKnown->findData(codeOf(in.peopleCount.known)));
    m_peopleCount->setValue(static_cast<int>(qMin<qint64>(in.peopleCount.count, kMostCounted)));
    m_recordsKnown->setCurrentIndex(m_recordsKnown->findData(codeOf(in.recordCount.known)));
    m_recordCount->setValue(static_cast<int>(qMin<qint64>(in.recordCount.count, kMostCounted)));
    m_part->setCurrentIndex(m_part->findData(codeOf(in.proposedPart)));
    m_notAffected->setChecked(!in.affected);
    m_reason->setText(in.reason);
    refresh();
}

void DataSetForm::setKept(bool kept)
{
    m_notAffected->setVisible(kept);
}

void DataSetForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *field : {m_name, m_kinds, m_people, m_reason})
        field->setReadOnly(readOnly);
    for (QWidget *field : std::initializer_list<QWidget *>{m_peopleKnown, m_recordsKnown, m_part, m_notAffected})
        field->setEnabled(!readOnly);
    refresh();
}

void DataSetForm::watch(FormDraft &draft)
{
    draft.watch(u"name"_s, m_name);
    draft.watch(u"kinds"_s, m_kinds);
    draft.watch(u"people"_s, m_people);
    draft.watch(u"peopleKnown"_s, m_peopleKnown);
    draft.watch(u"recordsKnown"_s, m_recordsKnown);
    draft.watch(u"part"_s, m_part);
    draft.watch(u"reason"_s, m_reason);
    draft.watch(u"notAffected"_s, m_notAffected);
    const auto number = [&draft](const QString &key, QSpinBox *box) {
        draft.watch(
            key, [box] { return QJsonValue(box->value()); }, [box](const QJsonValue &v) { box->setValue(v.toInt()); });
        connect(box, &QSpinBox::valueChanged, &draft, &FormDraft::touch);
    };
    number(u"peopleCount"_s, m_peopleCount);
    number(u"recordCount"_s, m_recordCount);
}

void DataSetForm::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
