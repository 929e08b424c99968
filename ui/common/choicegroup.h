#pragma once

#include <QList>
#include <QVariant>
#include <QWidget>

class QVBoxLayout;

namespace tocsin {

class CheckCard;
class RadioCard;

/** One answer out of several, as radio cards. Arrows move, the keys 1 to 9 choose. */
class ChoiceGroup : public QWidget
{
    Q_OBJECT

public:
    /** `name` is the question, for screen readers. */
    explicit ChoiceGroup(const QString &name, QWidget *parent = nullptr);

    void addChoice(const QVariant &value, const QString &title, const QString &definition = {});
    void clear();
    /** An invalid value chooses none. Emits nothing. */
    void setValue(const QVariant &value);
    [[nodiscard]] QVariant value() const;
    /** Chooses the nth (from 1), as its key does; false if there is none. */
    bool chooseNumber(int number);
    /** Puts the focus on the chosen card, or the first. */
    void focusChoice();

Q_SIGNALS:
    /** A person chose. */
    void valueChanged(const QVariant &value);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Entry
    {
        QVariant value;
        RadioCard *card;
    };
    QVBoxLayout *m_layout;
    QList<Entry> m_entries;
};

/** Any number of answers, as check cards. The keys 1 to 9 tick and untick. */
class CheckCardGroup : public QWidget
{
    Q_OBJECT

public:
    explicit CheckCardGroup(const QString &name, QWidget *parent = nullptr);

    void addChoice(const QVariant &value, const QString &title, const QString &definition = {});
    void clear();
    /** Emits nothing. */
    void setValues(const QVariantList &values);
    [[nodiscard]] QVariantList values() const;
    /** Ticks or unticks the nth (from 1); false if there is none. */
    bool toggleNumber(int number);

Q_SIGNALS:
    /** A person ticked or unticked. */
    void valuesChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Entry
    {
        QVariant value;
        CheckCard *card;
    };
    QVBoxLayout *m_layout;
    QList<Entry> m_entries;
};

} // namespace tocsin
