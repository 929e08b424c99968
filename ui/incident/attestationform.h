#pragma once

#include "models/domain/person.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tocsin {

class FormDraft;
class InstantEdit;
class Label;

/**
 * A second person's decision as it was given: who, when, how, the words (P13.5). Offers those who hold the role and are
 * not the one who writes it down; somebody missing can be added by name.
 */
class AttestationForm : public QWidget
{
    Q_OBJECT

public:
    AttestationForm(const UiContext &ui, Role role, QWidget *parent = nullptr);

    [[nodiscard]] Attestation value() const;
    /** Says what is missing, or empty. */
    [[nodiscard]] QString missing() const;
    /** Keeps the fields in a draft, under keys that start with `prefix`. */
    void watch(FormDraft &draft, const QString &prefix);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void buildNewPerson();
    void readPeople(PersonId choose = {});
    void addPerson();

    UiContext m_ui;
    Role m_role;
    QComboBox *m_by;
    QWidget *m_new;
    QLineEdit *m_newName;
    QLineEdit *m_newEmail;
    Label *m_newError;
    QPushButton *m_newButton;
    class QBoxLayout *m_when = nullptr; ///< instant and way, beneath each other where it is narrow
    InstantEdit *m_at;
    QComboBox *m_how;
    QLineEdit *m_words;
    qint64 m_wanted = 0;
};

} // namespace tocsin
