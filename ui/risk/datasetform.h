#pragma once

#include "models/domain/peoplerisk.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace tocsin {

class FormDraft;
class Label;

/** The fields of a data set: what it holds, of whom, how many, and the part that responders propose (P5.6). */
class DataSetForm : public QWidget
{
    Q_OBJECT

public:
    explicit DataSetForm(QWidget *parent = nullptr);

    [[nodiscard]] DataSetInput value() const;
    void setValue(const DataSetInput &value);
    /** Whether it can be said that it is not affected after all: of one that is kept. */
    void setKept(bool kept);
    void setReadOnly(bool readOnly);
    void watch(FormDraft &draft);
    void focusFirst();

Q_SIGNALS:
    void edited();

private:
    void build();
    QWidget *countField(QComboBox *known, QSpinBox *count, const QString &name, const QString &objectName);
    void refresh();

    QLineEdit *m_name;
    QLineEdit *m_kinds;
    QLineEdit *m_people;
    QComboBox *m_peopleKnown;
    QSpinBox *m_peopleCount;
    QComboBox *m_recordsKnown;
    QSpinBox *m_recordCount;
    QComboBox *m_part;
    Label *m_consequence;
    QLineEdit *m_reason;
    QCheckBox *m_notAffected;
};

} // namespace tocsin
