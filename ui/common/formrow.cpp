#include "ui/common/formrow.h"

#include "ui/common/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString withoutMnemonic(QString label)
{
    return label.remove(u'&');
}

} // namespace

void letGiveWay(QComboBox *choice)
{
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void letGiveWay(QCheckBox *box)
{
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

FormRow::FormRow(const QString &label, QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_label(wrappedLabel(label, TextStyle::Small, this))
    , m_optional(new Label(tr("optional"), TextStyle::FinePrint, this))
    , m_help(wrappedLabel({}, TextStyle::FinePrint, this))
    , m_error(wrappedLabel({}, TextStyle::Error, this))
{
    if (auto *choice = qobject_cast<QComboBox *>(field))
        letGiveWay(choice);
    else if (auto *box = qobject_cast<QCheckBox *>(field))
        letGiveWay(box);
    m_optional->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(withoutMnemonic(label));
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_label, 1); // a long one wraps: it makes no panel wider than its edge
    head->addWidget(m_optional, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(field);
    layout->addWidget(m_help);
    layout->addWidget(m_error);
    for (QWidget *hidden :
         {static_cast<QWidget *>(m_optional), static_cast<QWidget *>(m_help), static_cast<QWidget *>(m_error)})
        hidden->setVisible(false);
}

void FormRow::setHelp(const QString &help)
{
    m_helpText = help;
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    if (error().isEmpty())
        m_field->setAccessibleDescription(help);
}

void FormRow::setError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    m_field->setProperty("invalid", !error.isEmpty());
    m_field->setAccessibleDescription(error.isEmpty() ? m_helpText : tr("Error: %1").arg(error));
    m_field->update();
}

QString FormRow::error() const
{
    return m_error->text();
}

void FormRow::setOptional(bool optional)
{
    m_optional->setVisible(optional);
}

void clearFieldErrors(QWidget *page)
{
    for (FormRow *row : page->findChildren<FormRow *>())
        row->setError({});
}

bool showFieldError(QWidget *page, const QString &fieldName, const QString &error)
{
    clearFieldErrors(page);
    for (FormRow *row : page->findChildren<FormRow *>()) {
        if (fieldName.isEmpty() || row->fieldName() != fieldName)
            continue;
        row->setError(error);
        row->field()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

} // namespace tocsin
