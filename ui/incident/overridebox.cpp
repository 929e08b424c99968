#include "ui/incident/overridebox.h"

#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

OverrideBox::OverrideBox(const Names &names, const QString &objectSuffix, QWidget *parent)
    : QWidget(parent)
    , m_names(names)
    , m_on(new QCheckBox(names.check, this))
    , m_fields(new QWidget(this))
    , m_choice(new QComboBox)
    , m_reason(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_on->setObjectName(u"byHand"_s + objectSuffix);
    m_on->setAccessibleName(QString(names.check).remove(u'&'));
    layout->addWidget(m_on);
    auto *fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins({});
    fields->setSpacing(8);
    m_choice->setObjectName(u"override"_s + (objectSuffix.isEmpty() ? u"Severity"_s : objectSuffix));
    m_reason->setObjectName(u"override"_s + objectSuffix + u"Reason"_s);
    m_choiceRow = new FormRow(names.choice, m_choice);
    m_choiceRow->setFieldName(names.key);
    auto *reasonRow = new FormRow(tr("Why"), m_reason);
    reasonRow->setFieldName(names.reasonField);
    fields->addWidget(m_choiceRow);
    fields->addWidget(reasonRow);
    layout->addWidget(m_fields);
    m_fields->hide();
    connect(m_on, &QCheckBox::toggled, m_fields, &QWidget::setVisible);
    connect(m_on, &QCheckBox::toggled, this, &OverrideBox::changed);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &OverrideBox::changed);
}

void OverrideBox::setChoices(const QList<Choice> &choices, const QString &derived)
{
    const QVariant before = m_choice->currentData();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const Choice &c : choices)
        m_choice->addItem(c.name, c.code);
    const int at = m_choice->findData(before);
    m_choice->setCurrentIndex(at >= 0 ? at : std::max(m_choice->findData(derived), 0));
}

void OverrideBox::setHelp(const QString &help)
{
    m_choiceRow->setHelp(help);
}

void OverrideBox::set(const QString &code, const QString &reason)
{
    m_on->setChecked(!code.isEmpty());
    if (!code.isEmpty())
        m_choice->setCurrentIndex(std::max(m_choice->findData(code), 0));
    m_reason->setText(reason);
}

bool OverrideBox::isOn() const
{
    return m_on->isChecked();
}

QString OverrideBox::code() const
{
    return m_choice->currentData().toString();
}

QString OverrideBox::reason() const
{
    return m_reason->text().trimmed();
}

void OverrideBox::watch(FormDraft &draft)
{
    const bool severity = m_names.key == u"severity";
    draft.watch(severity ? u"byHand"_s : m_names.key + u"ByHand"_s, m_on);
    draft.watch(m_names.key, m_choice);
    draft.watch(m_names.reasonField, m_reason);
}

} // namespace tocsin
