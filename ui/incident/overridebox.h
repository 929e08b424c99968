#pragma once

#include <QList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace tocsin {

class FormDraft;
class FormRow;

/** One derived value set by hand (P4.4): whether, to what, and why. */
class OverrideBox : public QWidget
{
    Q_OBJECT

public:
    struct Names
    {
        QString key;         ///< of its draft, and the field its refusals name: "severity"
        QString reasonField; ///< the field a refusal of the reason names
        QString check;       ///< label of the check box, with its key
        QString choice;      ///< label of the choice
    };
    struct Choice
    {
        QString code;
        QString name;
    };
    OverrideBox(const Names &names, const QString &objectSuffix, QWidget *parent = nullptr);

    /** What may be chosen now; `derived` is chosen where nothing was. */
    void setChoices(const QList<Choice> &choices, const QString &derived);
    void setHelp(const QString &help);
    /** Empty: derived. */
    void set(const QString &code, const QString &reason);
    [[nodiscard]] bool isOn() const;
    [[nodiscard]] QString code() const;
    [[nodiscard]] QString reason() const;
    void watch(FormDraft &draft);

Q_SIGNALS:
    void changed();

private:
    Names m_names;
    QCheckBox *m_on;
    QWidget *m_fields;
    QComboBox *m_choice;
    QLineEdit *m_reason;
    FormRow *m_choiceRow;
};

} // namespace tocsin
