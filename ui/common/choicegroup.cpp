#include "ui/common/choicegroup.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/choicecard.h"

#include <QKeyEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tocsin {

namespace {

QVBoxLayout *cardColumn(QWidget *parent)
{
    auto *layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    return layout;
}

/** "1" to "9"; later choices have no key. */
QString keyText(qsizetype index)
{
    return index < 9 ? QString::number(index + 1) : QString();
}

/** The digit a key stands for, or 0. */
int digitOf(const QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    return plain && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 ? event->key() - Qt::Key_0 : 0;
}

} // namespace

ChoiceGroup::ChoiceGroup(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_layout(cardColumn(this))
{
    useAccessibleRoles();
    setAccessibleName(name);
}

void ChoiceGroup::addChoice(const QVariant &value, const QString &title, const QString &definition)
{
    auto *card = new RadioCard({title, definition, keyText(m_entries.size())}, this);
    m_layout->addWidget(card);
    m_entries.append({value, card});
    connect(card, &QRadioButton::toggled, this, [this, value](bool on) {
        if (on)
            Q_EMIT valueChanged(value);
    });
}

void ChoiceGroup::clear()
{
    for (const Entry &entry : std::as_const(m_entries))
        delete entry.card;
    m_entries.clear();
}

void ChoiceGroup::setValue(const QVariant &value)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        const QSignalBlocker quiet(entry.card);
        // Without this an exclusive button cannot be unchecked by the program.
        entry.card->setAutoExclusive(false);
        entry.card->setChecked(value.isValid() && entry.value == value);
        entry.card->setAutoExclusive(true);
        entry.card->update();
    }
}

QVariant ChoiceGroup::value() const
{
    for (const Entry &entry : m_entries)
        if (entry.card->isChecked())
            return entry.value;
    return {};
}

bool ChoiceGroup::chooseNumber(int number)
{
    if (number < 1 || number > m_entries.size())
        return false;
    RadioCard *card = m_entries[number - 1].card;
    if (!card->isEnabled())
        return false;
    card->setFocus(Qt::ShortcutFocusReason);
    card->setChecked(true);
    return true;
}

void ChoiceGroup::focusChoice()
{
    for (const Entry &entry : std::as_const(m_entries))
        if (entry.card->isChecked())
            return entry.card->setFocus(Qt::OtherFocusReason);
    if (!m_entries.isEmpty())
        m_entries.first().card->setFocus(Qt::OtherFocusReason);
}

void ChoiceGroup::keyPressEvent(QKeyEvent *event)
{
    if (!chooseNumber(digitOf(event)))
        QWidget::keyPressEvent(event);
}

CheckCardGroup::CheckCardGroup(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_layout(cardColumn(this))
{
    useAccessibleRoles();
    setAccessibleName(name);
}

void CheckCardGroup::addChoice(const QVariant &value, const QString &title, const QString &definition)
{
    auto *card = new CheckCard({title, definition, keyText(m_entries.size())}, this);
    m_layout->addWidget(card);
    m_entries.append({value, card});
    connect(card, &QCheckBox::toggled, this, &CheckCardGroup::valuesChanged);
}

void CheckCardGroup::clear()
{
    for (const Entry &entry : std::as_const(m_entries))
        delete entry.card;
    m_entries.clear();
}

void CheckCardGroup::setValues(const QVariantList &values)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        const QSignalBlocker quiet(entry.card);
        entry.card->setChecked(values.contains(entry.value));
        entry.card->update();
    }
}

QVariantList CheckCardGroup::values() const
{
    QVariantList chosen;
    for (const Entry &entry : m_entries)
        if (entry.card->isChecked())
            chosen << entry.value;
    return chosen;
}

bool CheckCardGroup::toggleNumber(int number)
{
    if (number < 1 || number > m_entries.size())
        return false;
    CheckCard *card = m_entries[number - 1].card;
    if (!card->isEnabled())
        return false;
    card->setFocus(Qt::ShortcutFocusReason);
    card->toggle();
    return true;
}

void CheckCardGroup::keyPressEvent(QKeyEvent *event)
{
    if (!toggleNumber(digitOf(event)))
        QWidget::keyPressEvent(event);
}

} // namespace tocsin
