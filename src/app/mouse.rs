//! What a mouse did. It is never needed: whatever it does is a key or a command as well.

/// What was done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// The first button was pressed.
    Click,
    /// The wheel was turned away from the hand.
    WheelUp,
    /// The wheel was turned towards the hand.
    WheelDown,
}

/// Something done with the mouse over a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub did: Did,
    /// The column, 0 at the left.
    pub column: u16,
    /// The row, 0 at the top.
    pub row: u16,
}
