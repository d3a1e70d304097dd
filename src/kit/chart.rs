//! Small plots that cost one cell a value.

/// One row of bars, one cell a value, scaled to the largest; nothing for zero.
pub fn sparkline(values: &[u32]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = values.iter().copied().max().unwrap_or(0);
    let bar = |value: u32| match value {
        0 => ' ',
        value => {
            let step = (u64::from(value) * 8).div_ceil(u64::from(most.max(1)));
            BARS[usize::try_from(step.clamp(1, 8)).unwrap_or(1) - 1]
        }
    };
    values.iter().map(|value| bar(*value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_scaled_to_the_largest_value() {
        assert_eq!(sparkline(&[0, 1, 4, 8]), " ▁▄█");
        assert_eq!(sparkline(&[]), "");
        assert_eq!(sparkline(&[0, 0]), "  ");
    }
}
