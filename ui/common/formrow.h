#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace tocsin {

class Label;

/** A long choice in it is cut before it pushes what stands around it out of a panel. */
void letGiveWay(QComboBox *choice);
/** It cannot wrap: its words end in dots before a panel is wider than its edge. */
void letGiveWay(QCheckBox *box);

/** A field with its label above (its buddy), help beneath, and, when it is wrong, why. */
class FormRow : public QWidget
{
    Q_OBJECT

public:
    /** Takes the field; names it for screen readers after the label if it has no name. `&` in the label is its key. */
    FormRow(const QString &label, QWidget *field, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *field() const { return m_field; }
    void setHelp(const QString &help);
    /** Empty removes it. Also told to screen readers as the field's description. */
    void setError(const QString &error);
    [[nodiscard]] QString error() const;
    /** Shows "optional" beside the label. */
    void setOptional(bool optional);
    /** The name Error::field uses for this input; errors are given to the row that has it. */
    void setFieldName(const QString &name) { m_name = name; }
    [[nodiscard]] QString fieldName() const { return m_name; }

private:
    QWidget *m_field;
    Label *m_label;
    Label *m_optional;
    Label *m_help;
    Label *m_error;
    QString m_helpText;
    QString m_name;
};

/** Gives an error to the row of that name below `page` and the focus to its field; false if there is none. Clears the
 * others. */
bool showFieldError(QWidget *page, const QString &fieldName, const QString &error);
/** Takes away every error below `page`. */
void clearFieldErrors(QWidget *page);

} // namespace tocsin
